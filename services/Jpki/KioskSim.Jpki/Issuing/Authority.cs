using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// The certification authority, one name and generations of keys for each purpose: issues and renews certificates. What happens to
/// them afterwards is <see cref="Lifecycle"/>'s. Safe for concurrent use. Refusals are <see cref="FlowException"/>.
/// </summary>
public sealed class Authority : IDisposable
{
    /// <summary>Nobody younger signs (15歳未満には署名用電子証明書を発行しない).</summary>
    const int YoungestSigner = 15;

    readonly CertificateStore _store;
    readonly AuthorityOptions _options;
    readonly Lock _beginning = new();
    volatile IReadOnlyList<Generation> _generations = [];

    Authority(CertificateStore store, AuthorityOptions options)
    {
        _store = store;
        _options = options;
        LookAgain();
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

    /// <summary>Those of both purposes, the oldest first.</summary>
    public IReadOnlyList<Generation> Generations => _generations;

    /// <summary>What whoever relies on certificates of a purpose has to trust: the certificates of all its generations, DER.</summary>
    public IReadOnlyList<byte[]> CertificatesOf(CertificatePurpose purpose) =>
        [.. _generations.Where(g => g.Purpose == purpose).Select(g => g.Certificate.Der.ToArray())];

    /// <summary>Makes a new key under the old name. Certificates of earlier generations stay good.</summary>
    /// <param name="from">What is issued from then on is issued by it.</param>
    public void BeginGeneration(DateTimeOffset from, CertificatePurpose purpose = CertificatePurpose.UserAuthentication)
    {
        lock (_beginning)
            Begin(from, purpose);
    }

    /// <summary>The generation that issues, or issued, at a time.</summary>
    public Generation GenerationAt(DateTimeOffset at, CertificatePurpose purpose = CertificatePurpose.UserAuthentication) =>
        LastBegun(at, purpose) ?? _generations.FirstOrDefault(g => g.Purpose == purpose) ?? BeginSigning();

    /// <summary>Issues a certificate: good until the fifth birthday, or the card's end; usable from tomorrow (000-16).</summary>
    /// <exception cref="FlowException">
    /// BadRequest: a wrong kind of key, an expired card, a serial number that is taken, or no good certificate to be beside.
    /// UnderAge: signing certificates are for those of 15 years and older.
    /// </exception>
    public IssuedCertificate Issue(IssueOrder order, DateTimeOffset at)
    {
        var key = CardPublicKey.Read(order.PublicKey.Span);
        var (lastDay, generation) = (LastDay(order, at), GenerationAt(at, order.Purpose));
        return _store.Add(order.Serial, serial => Make(order, key, serial, generation, lastDay, at));
    }

    /// <summary>
    /// Renews a certificate whose last three months have begun, or that has expired: a new one for a new key takes its place, and what
    /// lay beside the old one lies beside the new one.
    /// </summary>
    /// <param name="order">Of the same purpose. Its serial number and what it is beside are not looked at: they are the old one's.</param>
    /// <exception cref="FlowException">As <see cref="Issue"/>; CertificateUnknown, CertificateRevoked; BadRequest: too early, or of another purpose.</exception>
    public IssuedCertificate Renew(CertificateSerial serial, IssueOrder order, DateTimeOffset at)
    {
        var key = CardPublicKey.Read(order.PublicKey.Span);
        var (lastDay, generation) = (LastDay(order, at), GenerationAt(at, order.Purpose));
        return _store.Replace(
            serial,
            (old, next) =>
            {
                CheckRenewable(old, order.Purpose, at);
                return Make(order with { Beside = old.Beside }, key, next, generation, lastDay, at);
            },
            (record, next) => record.Serial == serial
                ? record with { Revocation = new Revocation(RevocationCause.Renewed.Reason(), WholeSeconds(at)), Cause = RevocationCause.Renewed }
                : record with { Beside = next });
    }

    /// <summary>
    /// Issues a certificate for user authentication to the phone of a card's holder. It ends with the card's, and whatever happens to the
    /// card's happens to it. One phone at a time: the one before is revoked.
    /// </summary>
    /// <param name="card">The certificate for user authentication in the card.</param>
    /// <param name="publicKey">The phone's, SubjectPublicKeyInfo: RSA-2048.</param>
    /// <exception cref="FlowException">CertificateUnknown, CertificateExpired, CertificateRevoked, CertificateOnHold: the card's; BadRequest: a wrong kind of key, or no card.</exception>
    public IssuedCertificate IssueToPhone(CertificateSerial card, ReadOnlyMemory<byte> publicKey, DateTimeOffset at)
    {
        var (key, generation, from) = (CardPublicKey.Read(publicKey.Span), GenerationAt(at), WholeSeconds(at));
        return _store.Replace(
            card,
            (record, next) =>
            {
                record.CheckGood(at);
                if (record is not { Purpose: CertificatePurpose.UserAuthentication, Beside: null })
                    throw new FlowException(FlowErrorCode.BadRequest, "no certificate for user authentication in a card");
                var phones = new CertificateRecord(next, record.Municipality, from, record.NotAfter) { Generation = generation.Number, Beside = card };
                return new NewCertificate(phones, JpkiCertificates.UserAuthentication(
                    generation.Key, key, next, record.Municipality, from, record.NotAfter, _options.OcspAddress));
            },
            (record, next) => record.IsPhones && record.Serial != next && record.Revocation is null or { IsHold: true }
                ? record with { Revocation = new Revocation(RevocationCause.Renewed.Reason(), from), Cause = RevocationCause.Renewed }
                : record);
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
        && Known(g => g.Certificate.SubjectKeyIdentifier.Span.SequenceEqual(parsed.AuthorityKeyIdentifier.Span)) is { } generation
            ? generation
            : throw new FlowException(FlowErrorCode.CertificateUnknown, "of no generation of this authority");

    NewCertificate Make(IssueOrder order, PublicKey key, CertificateSerial serial, Generation generation, DateOnly lastDay, DateTimeOffset at)
    {
        var (from, to) = (WholeSeconds(at), CertificateLifetime.EndOf(lastDay));
        if (order.Attributes is { } named && order.Beside is { } beside)
            to = Earlier(to, GoodBeside(beside, at).NotAfter);
        var record = new CertificateRecord(serial, order.Municipality, from, to)
        {
            Generation = generation.Number, Purpose = order.Purpose, Beside = order.Attributes is null ? null : order.Beside,
        };
        return new NewCertificate(record, order.Attributes is { } attributes
            ? JpkiCertificates.Signing(generation.Key, key, serial, order.Municipality, attributes, from, to, _options.OcspAddress)
            : JpkiCertificates.UserAuthentication(generation.Key, key, serial, order.Municipality, from, to, _options.OcspAddress));
    }

    // Two certificates that are in one card end together.
    CertificateRecord GoodBeside(CertificateSerial serial, DateTimeOffset at) =>
        _store.Find(serial) is { Purpose: CertificatePurpose.UserAuthentication, Beside: null, Revocation: null } record && at <= record.NotAfter
            ? record
            : throw new FlowException(FlowErrorCode.BadRequest, "no good certificate for user authentication to be beside");

    static void CheckRenewable(CertificateRecord old, CertificatePurpose purpose, DateTimeOffset at)
    {
        if (old.Purpose != purpose || old.IsPhones) // a phone's is applied for anew
            throw new FlowException(FlowErrorCode.BadRequest, "the certificate is for another purpose");
        if (old.Revocation is not null)
            throw new FlowException(old.Revocation.IsHold ? FlowErrorCode.CertificateOnHold : FlowErrorCode.CertificateRevoked);
        if (CertificateLifetime.DayOf(at) < CertificateLifetime.RenewableFrom(CertificateLifetime.DayOf(old.NotAfter)))
            throw new FlowException(FlowErrorCode.BadRequest, "a certificate can be renewed in its last three months");
    }

    Generation? LastBegun(DateTimeOffset at, CertificatePurpose purpose) =>
        _generations.LastOrDefault(g => g.Purpose == purpose && g.Certificate.NotBefore <= at);

    // Most simulations issue no signing certificate and need no keys for it: they are made when the first is ordered.
    Generation BeginSigning()
    {
        lock (_beginning)
        {
            LookAgain();
            while (true)
            {
                if (_generations.FirstOrDefault(g => g.Purpose == CertificatePurpose.Signing) is { } signing)
                    return signing;
                Begin(_generations[0].Certificate.NotBefore, CertificatePurpose.Signing);
            }
        }
    }

    // Where another server has taken the next number meanwhile, the generation that it began is the next one.
    void Begin(DateTimeOffset from, CertificatePurpose purpose)
    {
        _store.AddGeneration(Generation.Make(_generations.Count + 1, purpose, from, _options.MakeKey));
        LookAgain();
    }

    Generation GenerationOf(CertificateRecord record) =>
        Known(generation => generation.Number == record.Generation) ?? throw new FlowException(FlowErrorCode.CertificateUnknown, "of no generation of this authority");

    /// <summary>The generation that it is, also where another server of the same authority began it.</summary>
    /// <returns>Null: none.</returns>
    /// <exception cref="System.Data.Common.DbException">The store cannot be read.</exception>
    internal Generation? Known(Func<Generation, bool> which)
    {
        if (_generations.FirstOrDefault(which) is { } known)
            return known;
        LookAgain();
        return _generations.FirstOrDefault(which);
    }

    void LookAgain()
    {
        lock (_beginning)
            _generations = [.. _generations, .. _store.Generations(_generations.Count).Select(stored => Generation.Load(stored, _options.ResponderNaming))];
    }

    static DateOnly LastDay(IssueOrder order, DateTimeOffset at)
    {
        var today = CertificateLifetime.DayOf(at);
        if (order.Attributes is { } holder && (holder.Birth != order.Birth || holder.Name.Length == 0 || holder.Address.Length == 0))
            throw new FlowException(FlowErrorCode.BadRequest, "a signing certificate names its holder whole");
        if (order.Purpose == CertificatePurpose.Signing && order.Birth.AddYears(YoungestSigner) > today)
            throw new FlowException(FlowErrorCode.UnderAge, "signing certificates are for those of 15 years and older");
        try
        {
            return CertificateLifetime.LastDay(order.Birth, today, order.CardExpiry);
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

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    internal static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    public void Dispose()
    {
        foreach (var generation in _generations)
            generation.Dispose();
    }
}
