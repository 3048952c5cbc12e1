using System.Buffers;

namespace KioskSim.Rpc.Wire;

/// <summary>A growing buffer on pooled memory. Give it back by disposing, once nobody reads it any more.</summary>
sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    const int FirstSize = 4096;

    byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    int _count;

    public int Count => _count;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _count);

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _count = 0;
    }

    void Reserve(int more)
    {
        if (_bytes.Length - _count >= more)
            return;
        if (more > Array.MaxLength - _count)
            throw Failure.TooLarge("buffered", null);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(_count + more, Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
