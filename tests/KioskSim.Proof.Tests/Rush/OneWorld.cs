using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>The world of all rushes of a class: the people of it are the same, and come in another order by each rush's seed.</summary>
public sealed class OneWorld : IDisposable
{
    readonly RushWorld _world = new(seed: 20230502);

    public string Folder => _world.Folder;

    public void Dispose() => _world.Dispose();
}
