using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KioskSim.Benchmarks.Flow;

// make bench                      issuances through all services
// make bench ARGS="--filter *"    the parts, by BenchmarkDotNet
if (args.Length == 0)
{
    await IssuanceBenchmark.RunAsync();
    return;
}

// In this process, which is an optimized build already: the project that BenchmarkDotNet would write moves every intermediate
// file of every reference into one folder, where the generated contracts overwrite each other.
BenchmarkSwitcher.FromAssembly(typeof(IssuanceBenchmark).Assembly).Run(args, DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath("artifacts/benchmarks"));
