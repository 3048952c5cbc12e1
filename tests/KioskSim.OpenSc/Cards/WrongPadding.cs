using System.Numerics;
using System.Security.Cryptography;
using KioskSim.Card;

namespace KioskSim.OpenSc.Cards;

/// <summary>A card with a fault: one byte of the padding under its signatures is not FF. Everything else is right.</summary>
sealed class WrongPadding(ICard card, params RSA[] keys) : ICard
{
    const byte ComputeSignature = 0x2A;
    const int SignatureSize = 256;
    const int PaddingByte = 20;

    public ReadOnlySpan<byte> AnswerToReset => card.AnswerToReset;

    public void Reset() => card.Reset();

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        var length = card.Transmit(command, response);
        if (command[1] == ComputeSignature && length == SignatureSize + 2)
            Spoil(response[..SignatureSize]);
        return length;
    }

    void Spoil(Span<byte> signature)
    {
        foreach (var key in keys)
        {
            var parameters = key.ExportParameters(includePrivateParameters: true);
            var modulus = Unsigned(parameters.Modulus);
            var block = BigInteger.ModPow(Unsigned(signature), Unsigned(parameters.Exponent), modulus);
            if (block >> (8 * (SignatureSize - 2)) != 1) // 00 01: signed by this key
                continue;
            block ^= BigInteger.One << (8 * (SignatureSize - 1 - PaddingByte));
            var spoilt = BigInteger.ModPow(block, Unsigned(parameters.D), modulus);
            signature.Clear();
            Assert.True(spoilt.TryWriteBytes(signature[^spoilt.GetByteCount(isUnsigned: true)..], out _, isUnsigned: true, isBigEndian: true));
            return;
        }
    }

    static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);
}
