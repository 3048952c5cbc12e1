using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Kiosk.Session;

/// <summary>A city's public keys, found to be its own. Whoever goes on using them after they were replaced may: they are not disposed of.</summary>
sealed class CheckedKeys
{
    readonly ByteString _sealing;
    readonly ByteString _signing;
    readonly DateTimeOffset _from;
    readonly DateTimeOffset _until;

    CheckedKeys(Municipality municipality, byte[] sealing, ECDsa signing, DateTimeOffset from, DateTimeOffset until)
    {
        (_sealing, _signing) = (municipality.SealingCertificate, municipality.SigningCertificate);
        (Sealing, Signing, _from, _until) = (sealing, signing, from, until);
    }

    /// <summary>65 bytes.</summary>
    public byte[] Sealing { get; }

    public ECDsa Signing { get; }

    /// <param name="authority">What the kiosk carries, DER.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>: not this city's keys.</exception>
    public static CheckedKeys Check(Municipality municipality, MunicipalityCode code, byte[] authority, DateTimeOffset at)
    {
        var sealing = municipality.SealingCertificate.Span;
        var signing = municipality.SigningCertificate.Span;
        using var sealingKey = CityCertificate.ReadSealingKey(sealing, code, authority, at);
        var signingKey = CityCertificate.ReadSigningKey(signing, code, authority, at);
        var (one, other) = (CityCertificate.DatesOf(sealing, authority), CityCertificate.DatesOf(signing, authority));
        return new CheckedKeys(
            municipality, DhKem.PublicKeyOf(sealingKey), signingKey, one.From > other.From ? one.From : other.From, one.Until < other.Until ? one.Until : other.Until);
    }

    /// <summary>Whether a look at these certificates now would find the same.</summary>
    public bool AreOf(Municipality municipality, DateTimeOffset at) =>
        at >= _from && at <= _until && _sealing.Equals(municipality.SealingCertificate) && _signing.Equals(municipality.SigningCertificate);
}
