using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;
using KioskSim.Pki.Profile;

namespace KioskSim.Pki.Crl;

/// <summary>Makes a full revocation list (RFC 5280, section 5), of all that an authority issued or of one distribution point.</summary>
public static class CrlWriter
{
    // From 2050 on a Time has four digits of the year (RFC 5280, section 5.1.2.4).
    const int LastShortYear = 2049;

    /// <param name="number">Grows with every list of this authority.</param>
    /// <param name="distributionPoint">
    /// The name that the certificates of this list carry as theirs: the list then says that it is about them alone (section 5.2.5). Null:
    /// it is about all.
    /// </param>
    /// <returns>DER.</returns>
    public static byte[] Write(
        AuthorityKey issuer,
        long number,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        IEnumerable<(CertificateSerial Serial, Revocation Revocation)> revoked,
        X500DistinguishedName? distributionPoint = null)
    {
        var content = EncodeContent(issuer, number, thisUpdate, nextUpdate, revoked, distributionPoint);
        var signature = issuer.Generator().SignData(content, HashAlgorithmName.SHA256);
        var writer = new AsnWriter(AsnEncodingRules.DER, content.Length + signature.Length + 64);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            WriteAlgorithm(writer);
            writer.WriteBitString(signature);
        }

        return writer.Encode();
    }

    static byte[] EncodeContent(
        AuthorityKey issuer,
        long number,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        IEnumerable<(CertificateSerial Serial, Revocation Revocation)> revoked,
        X500DistinguishedName? distributionPoint)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1); // version 2
            WriteAlgorithm(writer);
            writer.WriteEncodedValue(issuer.Name.RawData);
            WriteTime(writer, thisUpdate);
            WriteTime(writer, nextUpdate);
            WriteEntries(writer, revoked);
            using (writer.PushSequence(DerInput.Context(0)))
            using (writer.PushSequence())
            {
                WriteExtension(writer, Oids.AuthorityKeyIdentifier, critical: false, issuer.AuthorityIdentifier.RawData);
                WriteExtension(writer, Oids.CrlNumber, critical: false, Encode(w => w.WriteInteger(number)));
                if (distributionPoint is not null)
                    WriteExtension(writer, Oids.IssuingDistributionPoint, critical: true, Encode(w => WriteScope(w, distributionPoint)));
            }
        }

        return writer.Encode();
    }

    // RFC 5280, section 5.1.2.6: of none that is revoked there is no list, not an empty one.
    static void WriteEntries(AsnWriter writer, IEnumerable<(CertificateSerial Serial, Revocation Revocation)> revoked)
    {
        using var entries = revoked.GetEnumerator();
        if (!entries.MoveNext())
            return;
        using (writer.PushSequence())
        {
            do
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(entries.Current.Serial.Value);
                    WriteTime(writer, entries.Current.Revocation.At);
                    WriteReason(writer, entries.Current.Revocation.Reason);
                }
            }
            while (entries.MoveNext());
        }
    }

    // RFC 5280, section 5.3.1: an unspecified reason is left out.
    static void WriteReason(AsnWriter writer, RevocationReason reason)
    {
        if (reason == RevocationReason.Unspecified)
            return;
        using (writer.PushSequence())
            WriteExtension(writer, Oids.CrlReason, critical: false, Encode(w => w.WriteEnumeratedValue(reason)));
    }

    // IssuingDistributionPoint: the same name as in the certificates.
    static void WriteScope(AsnWriter writer, X500DistinguishedName name)
    {
        using (writer.PushSequence())
            DistributionPointName.Write(writer, name.RawData);
    }

    static void WriteExtension(AsnWriter writer, string identifier, bool critical, byte[] value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(identifier);
            if (critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString(value);
        }
    }

    static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.Sha256WithRsa);
            writer.WriteNull();
        }
    }

    static void WriteTime(AsnWriter writer, DateTimeOffset time)
    {
        if (time.UtcDateTime.Year > LastShortYear)
            writer.WriteGeneralizedTime(time, omitFractionalSeconds: true);
        else
            writer.WriteUtcTime(time, LastShortYear);
    }

    static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
