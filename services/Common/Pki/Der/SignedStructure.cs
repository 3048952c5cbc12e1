using System.Formats.Asn1;

namespace KioskSim.Pki.Der;

/// <summary>What certificates, revocation lists and OCSP responses share: content, algorithm, signature over the content's bytes.</summary>
sealed record SignedStructure(ReadOnlyMemory<byte> Content, string Algorithm, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Reads the three fields; more may follow them in <paramref name="sequence"/>.</summary>
    public static SignedStructure Read(AsnReader sequence) =>
        new(sequence.ReadEncodedValue(), sequence.ReadPlainAlgorithm(), sequence.ReadWholeBits());

    /// <summary>The fields of the content.</summary>
    public AsnReader ContentReader() => new AsnReader(Content, AsnEncodingRules.DER).ReadSequence();
}
