using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim issue`, when all goes well.</summary>
public sealed class IssueTests(SeededWorld world) : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_resident_record_is_told_in_fifteen_steps_and_saved()
    {
        var person = world.Resident("usable");
        var ended = await world.IssueAsync(person, "--out", _scratch.Folder);

        Assert.Equal(0, ended.ExitCode);
        Assert.Empty(ended.Error);
        Assert.All(Enumerable.Range(1, 15), step => Assert.Matches($@"(?m)^{step,2} \S", ended.Output));

        // Both languages, unless one is asked for.
        Assert.Contains("普通紙の両面に印刷する\n   Print on both sides of plain paper\n", ended.Output, StringComparison.Ordinal);
        var saved = Assert.Single(_scratch.Entries);
        Assert.Matches(@"^K0001-\d{10}-1\.pdf$", saved);
        Assert.Contains(Path.Combine(_scratch.Folder, saved), ended.Output, StringComparison.Ordinal);
        var text = PdfText.Read(Path.Combine(_scratch.Folder, saved));
        Assert.Contains("住 民 票", text, StringComparison.Ordinal);

        // So that what must not be in the output is known to be real.
        Assert.Contains(person.Name.Given, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seal_registration_certificate_comes_in_as_many_copies_as_were_paid()
    {
        var ended = await world.IssueAsync(
            world.Resident("seal", 1), "--kind", "seal-registration", "--copies", "3", "--out", _scratch.Folder, "--json");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(3, ended.Json.GetProperty("files").GetArrayLength());
        Assert.Equal(3, _scratch.Entries.Count);
        Assert.Equal(750, ended.Json.GetProperty("yenPaid").GetInt32());
        var text = PdfText.Read(Path.Combine(_scratch.Folder, _scratch.Entries[2]));
        Assert.Contains("印 鑑 登 録 証 明 書", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_machines_one_JSON_object_tells_all_of_it()
    {
        var ended = await world.IssueAsync(
            world.Resident("large-household"), "--items", "household", "relationship", "--out", _scratch.Folder, "--json");

        Assert.Equal(0, ended.ExitCode);
        var report = ended.Json;
        Assert.Equal("delivered", report.GetProperty("outcome").GetString());
        Assert.Equal(0, report.GetProperty("exitCode").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, report.GetProperty("error").ValueKind);
        Assert.StartsWith("K0001-", report.GetProperty("receipt").GetString(), StringComparison.Ordinal);
        Assert.Equal(250, report.GetProperty("yenPaid").GetInt32());
        Assert.False(report.GetProperty("strict").GetBoolean()); // one process with all services has no strict mode, and says so
        Assert.InRange(report.GetProperty("sheets").GetInt32(), 2, 10);
        Assert.All(report.GetProperty("files").EnumerateArray(), f => Assert.True(File.Exists(f.GetString())));
        var hops = report.GetProperty("hops").EnumerateArray()
            .Select(h => $"{h.GetProperty("step")} {h.GetProperty("message").GetString()} {h.GetProperty("outcome").GetString()}").ToList();
        Assert.Contains("9 Issue ok", hops);
        Assert.Single(hops, h => h == "15 Erase ok"); // of this session, not of the one that waits for the next citizen
        Assert.Equal("15 TakePaper ok", hops.Last(h => !h.StartsWith("0 ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ja", true, false)]
    [InlineData("en", false, true)]
    public async Task The_story_is_told_in_the_language_asked_for(string language, bool japanese, bool english)
    {
        // A city goes by name as well as by code.
        var ended = await world.IssueAsync(world.Resident("usable"), "--city", "潮崎市", "--lang", language, "--out", _scratch.Folder);

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(japanese, ended.Output.Contains("普通紙の両面に印刷する", StringComparison.Ordinal));
        Assert.Equal(japanese, ended.Output.Contains("厳格モード：オフ", StringComparison.Ordinal));
        Assert.Equal(english, ended.Output.Contains("Strict mode: off", StringComparison.Ordinal));
        Assert.Equal(english, ended.Output.Contains("Print on both sides of plain paper", StringComparison.Ordinal));
    }
}
