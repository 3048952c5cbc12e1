using System.Buffers.Binary;

namespace KioskSim.Envelope.Parcels;

/// <summary>
/// 世帯の一部: which of the members that the city named are to be printed, and which list they were named in, so that a register which
/// changed in between cannot put another person in a member's place.
/// </summary>
/// <param name="Members">A bit for each place in the list, the lowest for the first.</param>
/// <param name="List"><see cref="MemberList.Digest"/>; zero: no list was shown.</param>
public readonly record struct MemberChoice(UInt128 Members, UInt128 List)
{
    internal const int Size = 32;

    /// <param name="places">In the list, from 1.</param>
    public static MemberChoice Of(MemberList list, IEnumerable<int> places) =>
        new(places.Aggregate(UInt128.Zero, (bits, place) => bits | UInt128.One << place - 1), list.Digest);

    /// <summary>From 1.</summary>
    public bool Has(int place) => (Members >> place - 1 & UInt128.One) == UInt128.One;

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt128BigEndian(to, Members);
        BinaryPrimitives.WriteUInt128BigEndian(to[16..], List);
    }

    internal static MemberChoice Read(ReadOnlySpan<byte> from) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(from), BinaryPrimitives.ReadUInt128BigEndian(from[16..]));
}
