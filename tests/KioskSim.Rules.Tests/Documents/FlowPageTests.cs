using System.Globalization;
using System.Text.RegularExpressions;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/flow.md against the protos, which are the list of hops.</summary>
public sealed partial class FlowPageTests
{
    const string Page = "docs/flow.md";
    const int Steps = 15;

    // These cross no network, so that no proto has them.
    static readonly string[] Local = [Line.Apdu.Name(), Line.Memory.Name(), Line.Ipp.Name()];

    static readonly IReadOnlyList<string[]> Rows = MarkdownTable.Read(Page, "step", "who → whom", "line", "message");

    static readonly IReadOnlyList<string[]> NewPin = MarkdownTable.Read(Page, "part", "who → whom", "line", "message");

    [Fact]
    public void The_table_of_a_new_PIN_names_exactly_the_hops_that_only_it_has()
    {
        string[] services = ["PinResetReservation", "PinResetDesk", "PinReset"];
        string[] touches = ["KioskTerminal.ChoosePinReset", "KioskTerminal.EndPin"];
        var hops = HopTable.All.Methods.Select(m => (Name: ServiceAndMethod(m), Hop: HopTable.All.Find(m)))
            .Where(h => services.Contains(h.Name.Split('.')[0]) || touches.Contains(h.Name))
            .Select(h => $"{h.Hop!.Step} {h.Hop.From} → {h.Hop.To} {h.Hop.Over.Name()} {h.Name}");

        Assert.Equal(
            hops.Order(StringComparer.Ordinal),
            NewPin.Where(r => !Local.Contains(r[2])).Select(r => Text(["0", .. r[1..]])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_names_exactly_the_hops_of_the_protos()
    {
        var hops = HopTable.All.Methods.Select(m => (Method: m, Hop: HopTable.All.Find(m))).Where(h => h.Hop is { Step: > 0 })
            .Select(h => $"{h.Hop!.Step} {h.Hop.From} → {h.Hop.To} {h.Hop.Over.Name()} {ServiceAndMethod(h.Method)}");

        Assert.Equal(hops.Order(StringComparer.Ordinal), Rows.Where(r => !Local.Contains(r[2])).Select(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_crosses_no_network_is_written_without_code_marks_and_between_parties_that_exist()
    {
        foreach (var row in Rows.Concat(NewPin).Where(r => Local.Contains(r[2])))
        {
            Assert.DoesNotContain('`', row[3]);
            Assert.All(row[1].Split(" → "), party => Assert.Contains(party, Party.All));
        }
    }

    [Fact]
    public void The_local_hops_are_those_that_the_kiosk_records()
    {
        var recorded = Checkout.With(".cs").Where(f => f.StartsWith("kiosk-emulator/KioskSim.Kiosk/", StringComparison.Ordinal))
            .SelectMany(f => RecordedHop().Matches(Checkout.Read(f))).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}");

        Assert.Equal(
            recorded.Order(StringComparer.Ordinal),
            Rows.Concat(NewPin.Select(r => (string[])["0", .. r[1..]])).Where(r => Local.Contains(r[2])).Select(r => $"{r[0]} {r[3]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_steps_are_one_to_fifteen_in_order_and_each_has_a_section()
    {
        var steps = Rows.Select(r => int.Parse(r[0], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(Enumerable.Range(1, Steps), steps.Distinct());

        var sections = Checkout.Lines(Page).Select(l => Section().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);
        Assert.Equal(Enumerable.Range(1, Steps).Select(n => $"{n}"), sections);
    }

    [Fact]
    public void Every_step_says_what_happens_when_it_fails()
    {
        var failing = MarkdownTable.Read(Page, "step", "what fails").Select(r => int.Parse(r[0], CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, Steps), failing.Distinct());
    }

    [GeneratedRegex(@"^## (\d+)\. \w")]
    private static partial Regex Section();

    // Hop(2, "TriesLeft", …) and new Hop(13, Party.Kiosk, Party.Printer, Line.Ipp, "PrintJob")
    [GeneratedRegex("""\((\d+), (?:Party\.\w+, Party\.\w+, Line\.\w+, )?"(\w+)"[,)]""")]
    private static partial Regex RecordedHop();

    static string Text(string[] row) => $"{row[0]} {row[1]} {row[2]} {row[3].Trim('`')}";

    // /kiosksim.centre.CertificateCentre/Begin → CertificateCentre.Begin
    static string ServiceAndMethod(string path)
    {
        var parts = path.Trim('/').Split('/');
        return $"{parts[0].Split('.')[^1]}.{parts[1]}";
    }
}
