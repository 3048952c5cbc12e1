using KioskSim.Domain.Cards;

namespace KioskSim.Centre.Issuance;

/// <summary>
/// What a kiosk read from the card when it began. It decides how the applicant is checked for the whole session: nothing that a kiosk says
/// later can make one kind of the other.
/// </summary>
abstract record ShownCard
{
    /// <param name="Certificate">Of user authentication, DER; not checked yet.</param>
    public sealed record WithCertificate(ReadOnlyMemory<byte> Certificate) : ShownCard;

    /// <summary>住基カード (001-41): there is nothing here that the centre or JPKI could check.</summary>
    public sealed record Juki(JukiCardNumber Number) : ShownCard;

    public sealed override string ToString() => "card (content not shown)";
}
