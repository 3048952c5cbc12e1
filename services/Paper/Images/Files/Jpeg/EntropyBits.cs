using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>Bits of coded data, highest first. Beyond the end they are zeros, which <see cref="CheckEnd"/> tells.</summary>
/// <param name="bytes">With <see cref="Padding"/> zero bytes behind the data.</param>
internal ref struct EntropyBits(ReadOnlySpan<byte> bytes)
{
    public const int Padding = 16;

    readonly ReadOnlySpan<byte> _bytes = bytes;
    ulong _bits;
    int _count;
    int _next;

    /// <summary>Makes at least 56 bits ready: a code and its value have at most 31.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        if (_count >= 32)
            return;
        if ((uint)_next > (uint)(_bytes.Length - sizeof(ulong)))
        {
            // All data is used up: the last word read was of padding.
            _next += (63 - _count) >> 3;
            _count |= 56;
            return;
        }

        _bits |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_next..]) >> _count;
        _next += (63 - _count) >> 3;
        _count |= 56;
    }

    /// <summary>The next bits without taking them.</summary>
    /// <param name="count">1 to 16, all of them ready.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Peek(int count) => (int)(_bits >> (64 - count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <param name="count">0 to 16, all of them ready.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int count)
    {
        var value = (int)(_bits >> 1 >> (63 - count));
        Skip(count);
        return value;
    }

    /// <summary>A value of that many bits as T.81 codes it: those that begin with 0 are negative (F.2.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeSigned(int count)
    {
        var value = Take(count);
        return value + (((value << 1) >> count) - 1 & (-1 << count) + 1);
    }

    /// <summary>Whether more bits were taken than there were.</summary>
    public readonly void CheckEnd()
    {
        if (8L * _next - _count > 8L * (_bytes.Length - Padding))
            throw ScanFileException.Damaged("The JPEG has less data than its size needs.");
    }
}
