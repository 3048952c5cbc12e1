using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>A person to choose, told by relationship and year of birth: enough for who knows the family, and no name reaches the kiosk.</summary>
/// <param name="Relation">続柄: 世帯主, 妻, 長男. At most <see cref="LongestRelation"/> bytes in UTF-8.</param>
public readonly record struct ListedMember(string Relation, int BirthYear)
{
    public const int LongestRelation = 60;
}

/// <summary>The members that an applicant may choose from, on their way from the city to the kiosk, sealed for its one-time key.</summary>
public sealed record MemberList
{
    /// <summary>More than any household or register of the simulated cities has.</summary>
    public const int Most = 100;

    const int HeaderSize = 6;
    const int EntrySize = 3 + ListedMember.LongestRelation;
    const int PlaintextSize = HeaderSize + Most * EntrySize;

    /// <summary>All lists are sealed at one length, so that the length does not tell the size of a family.</summary>
    public const int SealedSize = PlaintextSize + SealedParcel.Overhead;

    static ReadOnlySpan<byte> Magic => "KSM1"u8;

    static ReadOnlySpan<byte> Info => "KioskSim members v1"u8;

    readonly byte[] _plaintext;

    /// <param name="members">1 to <see cref="Most"/>.</param>
    /// <param name="salt">Of the session: the same family in another session has another digest.</param>
    public MemberList(IEnumerable<ListedMember> members, SessionId salt)
    {
        Members = [.. members];
        ArgumentOutOfRangeException.ThrowIfZero(Members.Length, nameof(members));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Members.Length, Most, nameof(members));
        _plaintext = new byte[PlaintextSize];
        Magic.CopyTo(_plaintext);
        _plaintext[4] = (byte)Members.Length;
        foreach (var (index, member) in Members.Index())
        {
            var entry = _plaintext.AsSpan(HeaderSize + index * EntrySize, EntrySize);
            BinaryPrimitives.WriteUInt16BigEndian(entry, checked((ushort)member.BirthYear));
            entry[2] = (byte)Encoding.UTF8.GetBytes(member.Relation, entry[3..]);
        }

        Digest = DigestOf(_plaintext, salt);
    }

    public ImmutableArray<ListedMember> Members { get; }

    /// <summary>Tells this list from any other.</summary>
    public UInt128 Digest { get; }

    /// <param name="replyKey">The kiosk's one-time public key, 65 bytes.</param>
    /// <param name="ephemeral">A fresh key pair for this one parcel.</param>
    public byte[] Seal(SessionId session, ReadOnlySpan<byte> replyKey, ECDiffieHellman ephemeral) =>
        SealedParcel.Seal(replyKey, Info, session.ToBytes(), _plaintext, ephemeral);

    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>: sealed for another, altered, or no list.</exception>
    public static MemberList Open(SessionId session, ECDiffieHellman replyKey, ReadOnlySpan<byte> parcel)
    {
        Span<byte> plaintext = stackalloc byte[PlaintextSize];
        try
        {
            SealedParcel.Open(replyKey, Info, session.ToBytes(), parcel, plaintext, Mismatch);
            return new MemberList(Read(plaintext), session);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    public override string ToString() => $"list of {Members.Length}";

    static ListedMember[] Read(ReadOnlySpan<byte> plaintext)
    {
        int count = plaintext[4];
        if (!plaintext.StartsWith(Magic) || count is 0 or > Most)
            throw Mismatch("format");
        var members = new ListedMember[count];
        for (var i = 0; i < count; i++)
        {
            var entry = plaintext.Slice(HeaderSize + i * EntrySize, EntrySize);
            if (entry[2] > ListedMember.LongestRelation)
                throw Mismatch("format");
            members[i] = new ListedMember(Encoding.UTF8.GetString(entry.Slice(3, entry[2])), BinaryPrimitives.ReadUInt16BigEndian(entry));
        }

        return members;
    }

    static UInt128 DigestOf(ReadOnlySpan<byte> plaintext, SessionId salt)
    {
        using var digest = new DigestWriter("KioskSim members v1");
        return BinaryPrimitives.ReadUInt128BigEndian(digest.Field(salt.ToBytes()).DigestOf(plaintext).Finish());
    }

    static FlowException Mismatch(string what, Exception? inner = null) => new(FlowErrorCode.CertificateMismatch, $"list of members: {what}", inner: inner);
}
