using System.Text.Json;

namespace KioskSim.Compose;

/// <summary>What `kiosksim prove --json` said.</summary>
static class Proofs
{
    public static void AllGreen(ForeignProgram proof)
    {
        var outcomes = NothingRed(proof);
        Assert.Equal(6, outcomes.Count(o => o == "green"));
        Assert.Equal(1, outcomes.Count(o => o == "could-not-run")); // what stays in memory cannot be searched for from outside
    }

    /// <returns>The outcome of each property.</returns>
    public static IReadOnlyList<string> NothingRed(ForeignProgram proof)
    {
        var start = proof.Text.IndexOf('{', StringComparison.Ordinal);
        Assert.True(start >= 0, proof.Text + proof.Errors);
        var properties = JsonDocument.Parse(proof.Text[start..]).RootElement.GetProperty("properties").EnumerateArray()
            .Select(p => (Id: p.GetProperty("property").GetString()!, Outcome: p.GetProperty("outcome").GetString()!)).ToList();
        Assert.DoesNotContain("red", properties.Select(p => p.Outcome));
        return [.. properties.Select(p => p.Outcome)];
    }
}
