using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KioskSim.Domain.Randomness;

/// <summary>
/// Repeatable bytes: SHA-256 over seed, label and a counter. Labels give each user a stream of its own, so that one more draw in one
/// place does not shift every other. Not for secrets outside a simulation.
/// </summary>
public sealed class SeededEntropy(ulong seed, string label) : Entropy
{
    readonly byte[] _label = System.Text.Encoding.UTF8.GetBytes(label);
    readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    readonly Lock _lock = new();
    ulong _counter;
    int _used = SHA256.HashSizeInBytes;

    public override void Fill(Span<byte> destination)
    {
        lock (_lock)
        {
            while (!destination.IsEmpty)
            {
                if (_used == _block.Length)
                    NextBlock();
                var take = Math.Min(destination.Length, _block.Length - _used);
                _block.AsSpan(_used, take).CopyTo(destination);
                destination = destination[take..];
                _used += take;
            }
        }
    }

    void NextBlock()
    {
        Span<byte> input = stackalloc byte[16 + _label.Length];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], _counter++);
        _label.CopyTo(input[16..]);
        SHA256.HashData(input, _block);
        _used = 0;
    }
}
