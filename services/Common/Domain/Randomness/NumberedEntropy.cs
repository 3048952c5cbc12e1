using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace KioskSim.Domain.Randomness;

/// <summary>
/// Bytes that somebody else can draw again: each request has a number, and what it gets follows from seed, label and number alone. For a
/// run in which it is proven that keys leave no trace, which has to know them. Keeps nothing of what it gave.
/// </summary>
public sealed class NumberedEntropy(ulong seed, string label) : Entropy
{
    int _requests;

    public override void Fill(Span<byte> destination) => Draw(seed, label, Interlocked.Increment(ref _requests) - 1, destination);

    /// <summary>What a request got.</summary>
    /// <param name="request">From 0, over all who draw from one source.</param>
    public static void Draw(ulong seed, string label, int request, Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(label.Length)];
        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        BinaryPrimitives.WriteInt32BigEndian(input[8..], request);
        input = input[..(16 + Encoding.UTF8.GetBytes(label, input[16..]))];
        for (var piece = 0; !destination.IsEmpty; piece++)
        {
            BinaryPrimitives.WriteInt32BigEndian(input[12..], piece);
            SHA256.HashData(input, block);
            var take = Math.Min(destination.Length, block.Length);
            block[..take].CopyTo(destination);
            destination = destination[take..];
        }

        CryptographicOperations.ZeroMemory(block);
    }
}
