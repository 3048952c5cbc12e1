using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// The certification authority: issues certificates for user authentication, holds, releases and revokes them. Safe for concurrent
/// use. Refusals are <see cref="FlowException"/>.
/// </summary>
public sealed class Authority : IDisposable
{
    readonly CertificateStore _store;
    readonly AuthorityOptions _options;
    readonly Lock _beginning = new();
    volatile IReadOnlyList<Generation> _generations;

    Authority(CertificateStore store, AuthorityOptions options)
    {
        _store = store;
        _options = options;
        _generations = [.. store.Generations().Select(stored => Generation.Load(stored, options.ResponderNaming))];
    }

    /// <summary>The authority whose keys are in the store; the first time, they are made.</summary>
    /// <param name="founded">From when the first generation is good, if it has to be made. Ten years.</param>
    public static Authority Open(CertificateStore store, AuthorityOptions options, DateTimeOffset founded)
    {
        var authority = new Authority(store, options);
        if (authority._generations.Count == 0)
            authority.BeginGeneration(founded);
        return authority;
    }

    /// <summary>The oldest first; the last one issues.</summary>
    public IReadOnlyList<Generation> Generations => _generations;

    /// <summary>Makes a new key under the old name. Certificates of earlier generations stay good.</summary>
    public void BeginGeneration(DateTimeOffset from)
    {
        lock (_beginning)
        {
            var stored = Generation.Make(_generations.Count + 1, from);
            _store.AddGeneration(stored);
            _generations = [.. _generations, Generation.Load(stored, _options.ResponderNaming)];
        }
    }

    /// <summary>Issues a certificate: good until the fifth birthday, or the card's end; usable from tomorrow.</summary>
    /// <exception cref="FlowException">BadRequest: a wrong kind of key, an expired card, or a serial number that is taken.</exception>
    public IssuedCertificate Issue(IssueOrder order, DateTimeOffset at)
    {
        CardPublicKey.Read(order.PublicKey.Span);
        var lastDay = LastDay(order, at);
        CertificateRecord Record(CertificateSerial serial) =>
            new(serial, order.Municipality, WholeSeconds(at), CertificateLifetime.EndOf(lastDay)) { Generation = _generations[^1].Number };

        var record = order.Serial is { } wanted ? Record(wanted) : _store.AddNext(Record);
        if (order.Serial is not null && !_store.TryAdd(record))
            throw new FlowException(FlowErrorCode.BadRequest, "the serial number is taken");
        return new IssuedCertificate(record.Serial, Personalise(record.Serial, order.PublicKey.Span));
    }

    /// <summary>
    /// Makes the certificate of a record that has none yet, for the key of the card that is made now. Asked again with the same key,
    /// it gives the same certificate.
    /// </summary>
    /// <param name="publicKey">SubjectPublicKeyInfo: RSA-2048.</param>
    /// <returns>DER.</returns>
    /// <exception cref="FlowException">CertificateUnknown; BadRequest: a wrong kind of key, or it has another key already.</exception>
    public byte[] Personalise(CertificateSerial serial, ReadOnlySpan<byte> publicKey)
    {
        var key = CardPublicKey.Read(publicKey);
        var record = _store.Find(serial) ?? throw new FlowException(FlowErrorCode.CertificateUnknown);
        var certificate = JpkiCertificates.UserAuthentication(
            GenerationOf(record).Key, key, serial, record.Municipality, record.NotBefore, record.NotAfter, _options.OcspAddress);
        return _store.TrySetCertificate(serial, certificate)
            ? certificate
            : SameKeyOrRefuse(_store.FindCertificate(serial)!, publicKey); // There is one already.
    }

    /// <summary>The generation whose key signed a certificate.</summary>
    /// <exception cref="FlowException">CertificateUnknown: none of ours.</exception>
    public Generation IssuerOf(ReadOnlyMemory<byte> certificate) =>
        ParsedCertificate.TryParse(certificate, out var parsed)
        && _generations.FirstOrDefault(g => g.Certificate.SubjectKeyIdentifier.Span.SequenceEqual(parsed.AuthorityKeyIdentifier.Span)) is { } generation
            ? generation
            : throw new FlowException(FlowErrorCode.CertificateUnknown, "of no generation of this authority");

    /// <summary>一時保留: takes effect at once and can be taken back.</summary>
    /// <returns>False when it was on hold already.</returns>
    /// <exception cref="FlowException">CertificateUnknown; CertificateRevoked.</exception>
    public bool Hold(CertificateSerial serial, DateTimeOffset at) => _store.Change(serial, record => record.Revocation switch
    {
        null => new Revocation(RevocationReason.CertificateHold, WholeSeconds(at)),
        { IsHold: true } => record.Revocation,
        _ => throw new FlowException(FlowErrorCode.CertificateRevoked),
    });

    /// <summary>Takes a hold back.</summary>
    /// <returns>False when it was not on hold.</returns>
    /// <exception cref="FlowException">CertificateUnknown; CertificateRevoked: that is for good.</exception>
    public bool Release(CertificateSerial serial) => _store.Change(serial, record => record.Revocation switch
    {
        null or { IsHold: true } => null,
        _ => throw new FlowException(FlowErrorCode.CertificateRevoked),
    });

    /// <summary>Revokes for good, from good or from hold.</summary>
    /// <returns>False when it was revoked already; the first reason and time stand.</returns>
    /// <exception cref="FlowException">CertificateUnknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reason that does not revoke: a hold, or removal from the list.</exception>
    public bool Revoke(CertificateSerial serial, RevocationReason reason, DateTimeOffset at)
    {
        if (!Enum.IsDefined(reason) || reason is RevocationReason.CertificateHold or RevocationReason.RemoveFromList)
            throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to revoke for good.");
        return _store.Change(serial, record => record.Revocation switch
        {
            null or { IsHold: true } => new Revocation(reason, WholeSeconds(at)),
            _ => record.Revocation,
        });
    }

    Generation GenerationOf(CertificateRecord record) =>
        _generations.FirstOrDefault(generation => generation.Number == record.Generation)
        ?? throw new FlowException(FlowErrorCode.CertificateUnknown, "of no generation of this authority");

    static DateOnly LastDay(IssueOrder order, DateTimeOffset at)
    {
        try
        {
            return CertificateLifetime.LastDay(order.Birth, CertificateLifetime.DayOf(at), order.CardExpiry);
        }
        catch (ArgumentException e)
        {
            throw new FlowException(FlowErrorCode.BadRequest, "the dates of card and holder do not fit", inner: e);
        }
    }

    static byte[] SameKeyOrRefuse(byte[] certificate, ReadOnlySpan<byte> publicKey) =>
        ParsedCertificate.TryParse(certificate, out var parsed) && parsed.SubjectPublicKeyInfo.Span.SequenceEqual(publicKey)
            ? certificate
            : throw new FlowException(FlowErrorCode.BadRequest, "the certificate was made for another key");

    static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    public void Dispose()
    {
        foreach (var generation in _generations)
            generation.Dispose();
    }
}
