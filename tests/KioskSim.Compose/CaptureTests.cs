using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Compose;

/// <summary>Whoever listens on a line learns nothing of anybody.</summary>
public sealed class CaptureTests(Containers containers)
{
    static readonly MunicipalityCode City = new("482013");

    // Kiosk and centre, centre and city, centre and JPKI, and each with its tables.
    static readonly string[] Spoken = ["store-line", "lgwan", "internet", "city-core", "centre-core", "jpki-core"];

    [Fact]
    public void Nothing_of_a_citizen_passes_in_clear_on_a_line_000_79()
    {
        containers.Needed();
        using var world = WorldFolder.Open(Path.Combine(containers.Work, "world"));
        var person = Trait.Of("usable", world.Summary.AsOf).Find(world, City, seed: 1).First();
        using var capture = Capture.Of(containers, [.. Spoken, "night-duty"]); // nobody calls the night-duty room

        var issue = containers.Script("demo.sh", "issue", "--city", $"{City}", "--resident", $"{person.Id}", "--kind", "resident-record");
        Assert.True(issue.ExitCode == 0, issue.Text + issue.Errors);

        var heard = capture.Bytes();
        Assert.Equal(Spoken.Order(), capture.Networks().Order());
        Assert.Contains("clear text: it is over", Encoding.Latin1.GetString(heard), StringComparison.Ordinal);
        foreach (var marker in Markers(world, person))
            Assert.True(heard.AsSpan().IndexOf(marker) < 0, $"{Convert.ToHexStringLower(marker)} passes in clear.");
    }

    static IEnumerable<byte[]> Markers(WorldFolder world, Registers.Person person)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var address = world.Register(City).Find(person.Household)!.Address;
        string[] texts = [person.Name.Text, person.Name.Kana, address, person.IndividualNumber.Reveal(), $"{person.Id}"];
        return texts.SelectMany(text => (IEnumerable<Encoding>)[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.GetEncoding("shift_jis")], (text, encoding) => encoding.GetBytes(text));
    }
}
