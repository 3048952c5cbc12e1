using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KioskSim.Envelope.Hpke;

/// <summary>LabeledExtract and LabeledExpand of RFC 9180 section 4, over HKDF-SHA256, for one suite id.</summary>
sealed class LabeledKdf(ReadOnlySpan<byte> suiteId)
{
    static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    readonly byte[] _suiteId = suiteId.ToArray();

    public void Extract(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm, Span<byte> prk)
    {
        var labeled = GC.AllocateArray<byte>(Version.Length + _suiteId.Length + label.Length + ikm.Length, pinned: true); // the collector makes no copy
        try
        {
            Join(labeled, label, ikm);
            HKDF.Extract(HashAlgorithmName.SHA256, labeled, salt, prk);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(labeled);
        }
    }

    public void Expand(ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        var labeled = new byte[2 + Version.Length + _suiteId.Length + label.Length + info.Length];
        BinaryPrimitives.WriteUInt16BigEndian(labeled, checked((ushort)output.Length));
        Join(labeled.AsSpan(2), label, info);
        HKDF.Expand(HashAlgorithmName.SHA256, prk, output, labeled);
    }

    void Join(Span<byte> destination, ReadOnlySpan<byte> label, ReadOnlySpan<byte> last)
    {
        Version.CopyTo(destination);
        destination = destination[Version.Length..];
        _suiteId.CopyTo(destination);
        destination = destination[_suiteId.Length..];
        label.CopyTo(destination);
        last.CopyTo(destination[label.Length..]);
    }
}
