using System.Text;

namespace KioskSim.Compose;

/// <summary>Whoever listens on a line learns nothing of anybody.</summary>
public sealed class CaptureTests(Containers containers)
{
    // Kiosk and centre, centre and city, centre and JPKI, and each with its tables.
    static readonly string[] Spoken = ["store-line", "lgwan", "internet", "city-core", "centre-core", "jpki-core"];

    [Fact]
    public void Nothing_of_a_citizen_passes_in_clear_on_a_line_000_79()
    {
        var marks = Served.Marks(containers.Needed());
        using var capture = Capture.Of(containers, [.. Spoken, "night-duty"]); // nobody calls the night-duty room
        containers.Restart("jpki"); // whom it was asked about in the last quarter of an hour it would not look up again
        Served.Issue(containers);

        var heard = capture.Bytes();
        Assert.Equal(Spoken.Order(), capture.Networks().Order());
        Assert.Contains("clear text: it is over", Encoding.Latin1.GetString(heard), StringComparison.Ordinal);
        foreach (var mark in marks)
            Assert.True(heard.AsSpan().IndexOf(mark) < 0, $"{Convert.ToHexStringLower(mark)} passes in clear.");
    }
}
