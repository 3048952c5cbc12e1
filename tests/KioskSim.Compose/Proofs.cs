using System.Text.Json;

namespace KioskSim.Compose;

/// <summary>What `kiosksim prove --json` said.</summary>
static class Proofs
{
    // What stays in memory cannot be searched for from outside.
    const string NotSeen = "nothing-stays";

    /// <summary>Every property that can be seen was, and holds.</summary>
    public static void AllGreen(ForeignProgram proof)
    {
        var start = proof.Text.IndexOf('{', StringComparison.Ordinal);
        Assert.True(start >= 0, proof.Text + proof.Errors);
        var properties = JsonDocument.Parse(proof.Text[start..]).RootElement.GetProperty("properties").EnumerateArray().ToList();
        Assert.Equal(7, properties.Count);
        Assert.All(properties, p => Assert.True(p.GetProperty("outcome").GetString() == (p.GetProperty("property").GetString() == NotSeen ? "could-not-run" : "green"), $"{p}"));
    }
}
