using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>A responder's answer as its bytes say it (RFC 6960, section 4.2); nothing has been checked but the form.</summary>
sealed class OcspResponse
{
    /// <summary>Bytes; a longer response is not read.</summary>
    const int Longest = 64 * 1024;

    const int MostCertificates = 8;

    static readonly Asn1Tag BytesField = DerInput.Context(0);
    static readonly Asn1Tag CertificatesField = DerInput.Context(0);
    static readonly Asn1Tag VersionField = DerInput.Context(0);
    static readonly Asn1Tag NameChoice = DerInput.Context(1);
    static readonly Asn1Tag KeyChoice = DerInput.Context(2);
    static readonly Asn1Tag ExtensionsField = DerInput.Context(1);

    ReadOnlyMemory<byte> _responderName;
    ReadOnlyMemory<byte> _responderKey;

    public OcspResponseStatus Status { get; private init; }

    /// <summary>Null when the status is not successful; then nothing else is there either.</summary>
    public SignedStructure? Signed { get; private init; }

    public DateTimeOffset ProducedAt { get; private set; }

    public IReadOnlyList<SingleAnswer> Answers { get; private set; } = [];

    public ReadOnlyMemory<byte> Nonce { get; private set; }

    /// <summary>What came with the response to check its signature by.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; private init; } = [];

    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out OcspResponse? response) =>
        DerInput.TryRead(der, Longest, Read, out response);

    /// <summary>Whether the response says that this certificate's holder signed it.</summary>
    public bool IsBy(ParsedCertificate responder) =>
        _responderKey.IsEmpty
            ? _responderName.Span.SequenceEqual(responder.Subject.Span)
            : _responderKey.Span.SequenceEqual(SHA1.HashData(responder.SubjectPublicKey.Span));

    static OcspResponse Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var status = (OcspResponseStatus)sequence.ReadSmallEnumerated();
        if (!Enum.IsDefined(status))
            throw new AsnContentException("No status of a response.");
        if (status != OcspResponseStatus.Successful)
        {
            sequence.ThrowIfNotEmpty();
            return new OcspResponse { Status = status };
        }

        var field = sequence.ReadSequence(BytesField);
        sequence.ThrowIfNotEmpty();
        var bytes = field.ReadSequence();
        field.ThrowIfNotEmpty();
        if (bytes.ReadObjectIdentifier() != Oids.OcspBasic)
            throw new AsnContentException("Not a basic response.");
        var basic = new AsnReader(bytes.ReadOctets(), AsnEncodingRules.DER);
        bytes.ThrowIfNotEmpty();
        var response = ReadBasic(basic.ReadSequence());
        basic.ThrowIfNotEmpty();
        return response;
    }

    static OcspResponse ReadBasic(AsnReader basic)
    {
        var signed = SignedStructure.Read(basic);
        var certificates = basic.NextIs(CertificatesField) ? ReadCertificates(basic.ReadSequence(CertificatesField).ReadSequence()) : [];
        basic.ThrowIfNotEmpty();
        var response = new OcspResponse { Status = OcspResponseStatus.Successful, Signed = signed, Certificates = certificates };
        response.ReadContent(signed.ContentReader());
        return response;
    }

    void ReadContent(AsnReader content)
    {
        if (content.NextIs(VersionField))
            content.ReadEncodedValue();
        if (content.NextIs(NameChoice))
            _responderName = content.ReadSequence(NameChoice).ReadName();
        else
            _responderKey = content.ReadSequence(KeyChoice).ReadOctets();
        ProducedAt = content.ReadWholeSeconds();
        Answers = ReadAnswers(content.ReadSequence());
        if (content.NextIs(ExtensionsField))
            Nonce = OcspNonce.FindIn(content.ReadSequence(ExtensionsField).ReadExtensions());
        content.ThrowIfNotEmpty();
    }

    static List<SingleAnswer> ReadAnswers(AsnReader list)
    {
        List<SingleAnswer> answers = [];
        while (list.HasData)
        {
            if (answers.Count == OcspRequest.MostCertificates)
                throw new AsnContentException("Too many answers.");
            answers.Add(SingleAnswer.Read(list));
        }

        return answers;
    }

    static List<ReadOnlyMemory<byte>> ReadCertificates(AsnReader list)
    {
        List<ReadOnlyMemory<byte>> certificates = [];
        while (list.HasData)
        {
            if (certificates.Count == MostCertificates)
                throw new AsnContentException("Too many certificates.");
            certificates.Add(list.ReadEncodedValue());
        }

        return certificates;
    }
}
