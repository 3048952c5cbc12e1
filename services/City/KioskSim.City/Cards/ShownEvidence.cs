using KioskSim.Domain.Cards;

namespace KioskSim.City.Cards;

/// <summary>What the centre brings along so that the city can check for itself who applies.</summary>
/// <param name="RevocationList">In place of the response, where the centre could not ask JPKI.</param>
public sealed record ShownEvidence(
    ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> ReplyKey, ReadOnlyMemory<byte> OcspResponse,
    ReadOnlyMemory<byte> RevocationList = default)
{
    /// <summary>In place of certificate, response and list: a 住基カード says that it has this number.</summary>
    public JukiCardNumber? JukiCard { get; init; }
}
