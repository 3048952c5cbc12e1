using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>What cities offer, as an official would look it up; needs no world.</summary>
public sealed class OffersTests(SeededWorld world) : IDisposable
{
    readonly WorldScratch _scratch = new();

    [Theory]
    [InlineData("2026-11-18T10:15", "Open", "Open")]
    [InlineData("2026-11-22T12:00", "Open", "Closed")] // a Sunday: family registers in office hours only
    [InlineData("2026-11-18T23:00", "Closed", "Closed")]
    [InlineData("2027-01-16T12:00", "Suspended", "Suspended")] // 001-48
    [InlineData("2022-10-03T12:00", "Open", "Open")]
    [InlineData("2022-10-02T12:00", "NotStarted", "NotStarted")] // 000-19
    public async Task A_city_says_what_is_open_at_an_hour(string at, string record, string register)
    {
        var ended = await world.RunAsync("offers", "--city", "潮崎市", "--at", at, "--json");
        var offers = ended.Json.GetProperty("offers").EnumerateArray().ToDictionary(o => o.GetProperty("kind").GetString()!);
        Assert.Equal((record, register), (offers["ResidentRecord"].GetProperty("state").GetString(), offers["FamilyRegister"].GetProperty("state").GetString()));
        Assert.Equal((250, 300), (offers["ResidentRecord"].GetProperty("yen").GetInt32(), offers["ResidentRecord"].GetProperty("yenAtCounter").GetInt32())); // 001-42
    }

    [Theory]
    [InlineData("482021-T1", "Closed")]
    [InlineData("kiosk-1", "Open")]
    public async Task A_citys_own_terminal_has_hours_of_its_own_001_40(string kiosk, string state)
    {
        var ended = await world.RunAsync("offers", "--city", "潮崎市", "--kiosk", kiosk, "--at", "2026-11-18T20:00", "--json");
        var record = ended.Json.GetProperty("offers").EnumerateArray().First(o => o.GetProperty("kind").GetString() == "ResidentRecord");
        Assert.Equal(state, record.GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_is_no_kiosk_is_refused() =>
        Assert.Equal(ExitCodes.Usage, (await world.RunAsync("offers", "--kiosk", "no kiosk")).ExitCode);

    [Fact]
    public async Task For_people_there_is_a_table_in_both_languages()
    {
        var ended = await world.RunAsync("offers", "--city", "482021");
        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        Assert.Contains("潮崎市 / Shiosaki City", ended.Output, StringComparison.Ordinal);
        Assert.Contains("平日9:00～17:00 / Mon-Fri 9:00-17:00", ended.Output, StringComparison.Ordinal);
        Assert.Contains("取扱中 / open", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_configuration_is_said_with_file_and_line()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Folder, "cities")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "482021.json"), "{\n  \"code\": \"482021\",\n  \"name\": 5\n}");
        var ended = await world.RunAsync("offers", "--cities", folder);
        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.Contains("482021.json: line 3", ended.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
