using System.Xml.Linq;
using KioskSim.Load.Reports;
using KioskSim.Proof;

namespace KioskSim.Cli.Output.Proofs;

/// <summary>Properties as test cases: a red one is a failure with what was found, one that could not run is skipped with the reason.</summary>
static class ProofJUnit
{
    public static XDocument Of(IEnumerable<ProvenProperty> proven) => JUnitFile.Of("kiosksim prove", [.. proven.Select(Case)]);

    static JUnitCase Case(ProvenProperty one) => new(one.Property.Id)
    {
        Failure = one.Outcome == ProofOutcome.Red ? string.Join("; ", one.Findings.Select(f => $"{f.Where}: {f.English}").DefaultIfEmpty("It could not be shown that it holds.")) : null,
        Skipped = one.Why,
    };
}
