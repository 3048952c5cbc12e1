using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

static class RoutingDigest
{
    /// <summary>What binds a parcel to the routing that it travels with: the routing is not hidden, but cannot be exchanged.</summary>
    public static byte[] ToDigest(this Routing routing)
    {
        using var digest = new DigestWriter("KioskSim routing v1");
        return digest.Field(routing.Session.ToBytes()).Text(routing.Kiosk.ToString()).Text(routing.Municipality.ToString())
            .Number((ushort)routing.Kind).Finish();
    }
}
