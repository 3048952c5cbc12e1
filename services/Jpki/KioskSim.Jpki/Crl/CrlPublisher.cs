using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;

namespace KioskSim.Jpki.Crl;

/// <summary>Makes the revocation lists of a generation, day by day.</summary>
/// <param name="goodFor">How long a list may be believed; longer than the time between two lists, so that a late one does no harm.</param>
public sealed class CrlPublisher(CertificateStore store, TimeSpan goodFor)
{
    /// <summary>Lists are daily and good for two days: yesterday's may be used until today's is there.</summary>
    public CrlPublisher(CertificateStore store) : this(store, TimeSpan.FromDays(2))
    {
    }

    /// <summary>Reads what is revoked now; the lists themselves are signed when they are asked for.</summary>
    public CrlEdition Publish(Generation generation, DateTimeOffset at) => new(
        generation, store.NextCrlNumber(generation.Number), at, at + goodFor, store.Revoked(generation.Number, at), store.Municipalities(generation.Number));
}
