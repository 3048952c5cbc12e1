using KioskSim.City.Faults;
using KioskSim.Domain.Values;
using KioskSim.LineFaults;
using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>The world of all rushes of a class: the people of it are the same, and come in another order by each rush's seed.</summary>
public sealed class OneWorld : IDisposable
{
    readonly RushWorld _world = new(seed: 20230502);

    Task<RushResult>? _whole;

    public string Folder => _world.Folder;

    /// <summary>All that a rush has, whoever must get nothing among them.</summary>
    public Task<RushResult> RunAsync(ulong seed, FaultChoice? fault) => RunAsync(new RushOptions { World = Folder, WallClock = SystemClock, Plan = new RushPlan(seed), Fault = fault });

    /// <summary>The same, with faults of lines and machines.</summary>
    public Task<RushResult> RunAsync(ulong seed, LineFaultChoice faults) => RunAsync(new RushOptions { World = Folder, WallClock = SystemClock, Plan = new RushPlan(seed), LineFaults = faults });

    /// <summary>The same without a fault, once for all who only look at what came of it.</summary>
    public Task<RushResult> WholeRushAsync() => _whole ??= RunAsync(seed: 1, fault: null);

    /// <summary>The rounds in which a fault can strike, and no more.</summary>
    public Task<RushResult> RunShortAsync(ulong seed, FaultChoice fault) => RunAsync(new RushOptions
    {
        World = Folder, WallClock = SystemClock, Fault = fault,
        Plan = new RushPlan(seed)
        {
            BarredCome = false,
            Rounds = fault.Name is "kawasaki-2023-05-02" or "tokushima-2023-03"
                ? [CertificateKind.FamilyRegister]
                : [CertificateKind.ResidentRecord, CertificateKind.SealRegistration],
        },
    });

    static Task<RushResult> RunAsync(RushOptions options) => RushHour.RunAsync(
        options with { Authority = new() { MakeKey = new TestKeys().Next } }, TestContext.Current.CancellationToken);

#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
    public static TimeProvider SystemClock => TimeProvider.System;
#pragma warning restore RS0030

    public void Dispose() => _world.Dispose();
}
