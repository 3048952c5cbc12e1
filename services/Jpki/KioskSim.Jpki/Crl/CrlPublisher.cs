using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Crl;

namespace KioskSim.Jpki.Crl;

/// <summary>Makes the full revocation list of a generation, day by day.</summary>
/// <param name="goodFor">How long a list may be believed; longer than the time between two lists, so that a late one does no harm.</param>
public sealed class CrlPublisher(CertificateStore store, TimeSpan goodFor)
{
    /// <summary>Lists are daily and good for two days: yesterday's may be used until today's is there.</summary>
    public CrlPublisher(CertificateStore store) : this(store, TimeSpan.FromDays(2))
    {
    }

    /// <returns>The list, DER. Holds are on it; certificates that have expired are not.</returns>
    public byte[] Publish(Generation generation, DateTimeOffset at) =>
        CrlWriter.Write(generation.Key, store.NextCrlNumber(generation.Number), at, at + goodFor, store.Revoked(generation.Number, at));
}
