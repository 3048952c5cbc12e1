using System.Collections.Immutable;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A household with its members' certificates and 住基カード, which other registers of the city keep.</summary>
public sealed record HouseholdEntry(Household Household, ImmutableArray<CardCertificate> Certificates, ImmutableArray<JukiCardEntry> JukiCards)
{
    public override string ToString() => Household.ToString();
}
