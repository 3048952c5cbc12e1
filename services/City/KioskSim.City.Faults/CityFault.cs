using System.Collections.Concurrent;
using Grpc.Core.Interceptors;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;

namespace KioskSim.City.Faults;

/// <summary>What a fault of one issuance server is built of.</summary>
/// <param name="Name">Of the fault.</param>
/// <param name="Clock">The server's.</param>
/// <param name="Dice">Say when it strikes.</param>
public sealed record FaultSetting(string Name, TimeProvider Clock, FaultDice Dice)
{
    /// <summary>How many servers the city has, each with this fault of its own.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>What they have in common.</summary>
    public SharedDisk Disk { get; init; } = new();
}

/// <summary>A disk that all servers of a city see: files by their numbers.</summary>
public sealed class SharedDisk
{
    internal ConcurrentDictionary<int, OrderedImage> Files { get; } = new();
}

/// <summary>When a fault strikes: each question has a number, and the answer follows from it and the seed alone.</summary>
/// <param name="label">Of the fault and its server: each throws its own.</param>
/// <param name="rate">0: never, 1: always.</param>
public sealed class FaultDice(ulong seed, string label, double rate)
{
    readonly NumberedEntropy _entropy = new(seed, label);
    int _struck;

    /// <summary>How often it was yes.</summary>
    public int Struck => Volatile.Read(ref _struck);

    public bool Strikes()
    {
        var yes = BitConverter.ToUInt64(_entropy.Bytes(sizeof(ulong))) < rate * ulong.MaxValue;
        if (yes)
            Interlocked.Increment(ref _struck);
        return yes;
    }
}

/// <summary>An image, and whom it was made for: nobody but the fault's own count looks at that.</summary>
sealed record OrderedImage(PrintOrder For, PrintImage Image);

/// <summary>A fault in one issuance server: what stands there in the place of the product's own part, and how often something came of it.</summary>
public abstract class CityFault(FaultSetting setting)
{
    int _misdirected;

    public virtual IPrintRoom PrintRoom { get; } = new DirectPrint();

    public virtual ISettlementDesk SettlementDesk { get; } = new DirectSettlement();

    public virtual IAuditPen AuditPen { get; } = new PenOfTheAct();

    /// <summary>On the line by which the base registers push; null: nothing is wrong there.</summary>
    public virtual Interceptor? Link => null;

    /// <summary>How often it struck.</summary>
    public int Struck => setting.Dice.Struck;

    /// <summary>How often a session got what was made for another.</summary>
    public int Misdirected => Volatile.Read(ref _misdirected);

    protected TimeProvider Clock => setting.Clock;

    protected bool Strikes()
    {
        if (!setting.Dice.Strikes())
            return false;
        FlowMeter.FaultStruck(setting.Name);
        return true;
    }

    /// <summary>What the defect has come to give to an order, counted where it is another's.</summary>
    private protected PrintImage HandOut(PrintOrder order, OrderedImage image)
    {
        if (image.For.Session != order.Session)
            CountMisdirected();
        return image.Image;
    }

    protected void CountMisdirected() => Interlocked.Increment(ref _misdirected);
}
