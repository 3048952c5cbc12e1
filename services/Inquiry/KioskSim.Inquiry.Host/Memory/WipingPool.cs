using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace KioskSim.Inquiry.Host.Memory;

/// <summary>Gives the web server's connections their memory: what they read and write is wiped when they give it back.</summary>
sealed class WipingPools : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new WipingPool();
}

/// <summary>Blocks of one size that are never moved, and wiped when they come back. Safe for concurrent use.</summary>
sealed class WipingPool : MemoryPool<byte>
{
    const int BlockSize = 4096;

    /// <summary>Blocks to keep for others; 16 MB.</summary>
    const int MostKept = 4096;

    readonly ConcurrentQueue<byte[]> _free = [];

    public override int MaxBufferSize => BlockSize;

    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MaxBufferSize"/>.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        return new Lease(this, _free.TryDequeue(out var block) ? block : GC.AllocateArray<byte>(BlockSize, pinned: true));
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    sealed class Lease(WipingPool pool, byte[] block) : IMemoryOwner<byte>
    {
        byte[]? _block = block;

        public Memory<byte> Memory => _block is { } held ? MemoryMarshal.CreateFromPinnedArray(held, 0, held.Length) : throw new ObjectDisposedException(nameof(WipingPool));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _block, null) is not { } held)
                return;
            CryptographicOperations.ZeroMemory(held);
            if (pool._free.Count < MostKept)
                pool._free.Enqueue(held);
        }
    }
}
