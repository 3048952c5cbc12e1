namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>The tests that look at the whole process: they run without others beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
