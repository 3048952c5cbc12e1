using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;

namespace KioskSim.City.Cards;

/// <summary>The card that applied, by what the ledger keeps of it. Which kind it is was settled in step 7 and does not change.</summary>
public abstract record AppliedCard
{
    /// <param name="IssuerKey">Tells which generation of JPKI's authority issued it.</param>
    public sealed record Certificate(CertificateSerial Serial, ReadOnlyMemory<byte> IssuerKey) : AppliedCard;

    /// <summary>住基カード (001-41).</summary>
    public sealed record Juki(JukiCardNumber Number) : AppliedCard;

    public sealed override string ToString() => "card (number not shown)";
}
