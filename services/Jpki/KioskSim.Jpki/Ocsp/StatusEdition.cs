using System.Collections.Concurrent;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;

namespace KioskSim.Jpki.Ocsp;

/// <summary>
/// The state of every certificate as of one moment, and the answers that were signed about it. Only what is revoked or on hold is held
/// (32 bytes each); that a certificate exists at all is looked up, so that a new one is good at once. Safe for concurrent use.
/// </summary>
/// <param name="revoked">By serial number; null: look each one up, for an answer that is true at this very moment only.</param>
/// <param name="thisUpdate">The moment.</param>
/// <param name="nextUpdate">Until when an answer may be believed: by then there is another edition.</param>
sealed class StatusEdition(CertificateStore store, RevokedRow[]? revoked, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate)
{
    /// <summary>Answers kept, of some 1.7 kB: a bound on memory. When it is reached the collection begins anew.</summary>
    const int MostAnswers = 16_384;

    readonly ConcurrentDictionary<ReadOnlyMemory<byte>, OcspAnswer> _signed = new(ByContent.Comparer);

    /// <summary>Who issued what: in an issuance each certificate is asked about twice, and none is ever unmade.</summary>
    readonly ConcurrentDictionary<CertificateSerial, int> _generations = [];

    public DateTimeOffset ThisUpdate { get; } = thisUpdate;

    public DateTimeOffset NextUpdate { get; } = nextUpdate;

    /// <summary>Whether an answer may be given again.</summary>
    public bool MayRepeat => revoked is not null;

    public CertificateStatus Of(CertificateSerial serial, int generation)
    {
        if (revoked is null)
            return store.Find(serial) is { } record && record.Generation == generation ? record.Status : CertificateStatus.Unknown;
        if (GenerationOf(serial) != generation)
            return CertificateStatus.Unknown;
        var found = revoked.AsSpan().BinarySearch(new BySerial(serial.Value));
        return found < 0 ? CertificateStatus.Good : CertificateStatus.Revoked(revoked[found].Revocation);
    }

    /// <summary>An answer that was signed before.</summary>
    /// <param name="certificate">The CertID that it answers, DER.</param>
    public OcspAnswer? Find(ReadOnlyMemory<byte> certificate) => _signed.GetValueOrDefault(certificate);

    /// <summary>Keeps an answer until this edition is replaced.</summary>
    /// <returns>The one to give: of two that were signed at once, the same to everybody.</returns>
    public OcspAnswer Keep(ReadOnlyMemory<byte> certificate, OcspAnswer answer)
    {
        if (_signed.Count >= MostAnswers)
            _signed.Clear();
        return _signed.GetOrAdd(certificate.ToArray(), answer); // a copy: the original is part of a request
    }

    int GenerationOf(CertificateSerial serial)
    {
        if (_generations.TryGetValue(serial, out var known))
            return known;
        var found = store.FindGeneration(serial);
        if (found != 0 && _generations.Count < MostAnswers) // what is not there yet may be in a moment
            _generations[serial] = found;
        return found;
    }

    readonly record struct BySerial(long Serial) : IComparable<RevokedRow>
    {
        public int CompareTo(RevokedRow other) => Serial.CompareTo(other.Serial);
    }

    sealed class ByContent : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly ByContent Comparer = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            var hash = new HashCode();
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}
