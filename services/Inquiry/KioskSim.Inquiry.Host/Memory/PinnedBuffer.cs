using System.Buffers;
using System.Security.Cryptography;

namespace KioskSim.Inquiry.Host.Memory;

/// <summary>
/// Bytes that are added to and wiped in the end. They lie where the collector does not move them, and so leave no copies behind. For one
/// thread at a time.
/// </summary>
/// <param name="capacity">What will usually do; to grow is to copy.</param>
sealed class PinnedBuffer(int capacity) : IBufferWriter<byte>, IDisposable
{
    const int Least = 4096;

    byte[] _bytes = Allocate(Math.Max(Least, capacity));

    public int Length { get; private set; }

    /// <summary>Good until more is added.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_bytes.Length - Length), nameof(count));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Require(Math.Max(1, sizeHint));
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        (_bytes, Length) = ([], 0);
    }

    void Require(int more)
    {
        if (_bytes.Length - Length >= more)
            return;
        var larger = Allocate(checked(Math.Max(2 * _bytes.Length, Length + more)));
        Written.Span.CopyTo(larger);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }

    static byte[] Allocate(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
