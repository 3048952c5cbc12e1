using System.Net;

namespace KioskSim.Hosting.Spreading;

/// <summary>Several addresses in the place of one: those of the servers on which a service stands.</summary>
public sealed class SeveralPlaces(IReadOnlyList<EndPoint> all) : EndPoint
{
    public IReadOnlyList<EndPoint> All => all;

    public override bool Equals(object? comparand) => comparand is SeveralPlaces other && all.SequenceEqual(other.All);

    public override int GetHashCode() => all.Aggregate(0, HashCode.Combine);
}

public static class PlacesOfService
{
    /// <summary>Each of the servers that an address is of.</summary>
    public static IReadOnlyList<EndPoint> All(this EndPoint address) => address is SeveralPlaces several ? several.All : [address];
}
