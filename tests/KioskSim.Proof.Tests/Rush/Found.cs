using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Tests.Rush;

static class Found
{
    /// <summary>No checker found anything; what it found is the message.</summary>
    public static void Nothing(RushResult result)
    {
        var found = result.Verdicts.SelectMany(v => v.Findings, (v, f) => $"{v.Property.Id}: {f.Where}: {f.English}").ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
