using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>The offices' commands, one after another as their users would: what one leaves, the next finds.</summary>
public sealed class OfficeTests(SeededWorld world)
{
    const string City = SeededWorld.City;

    [Fact]
    public async Task A_notice_at_night_stops_the_register_until_its_entry_is_approved_000_64_000_71()
    {
        var person = world.Resident("domicile-here", 4);
        string[] who = ["--city", City, "--name", person.Name.Text, "--birth-date", person.BirthDate.ToString("yyyy-MM-dd")];
        string[] issue = ["issue", "--city", City, "--resident", person.Id.ToString(), "--kind", "family-register", "--json"];

        var found = await world.RunAsync(["night-duty", "search", "--json", .. who]);
        Assert.Equal(["domicile", "name", "birthDate"], Assert.Single(found.Json.EnumerateArray()).EnumerateObject().Select(p => p.Name)); // 000-69
        Assert.Equal(ExitCodes.Ok, (await world.RunAsync(["night-duty", "suppress", .. who])).ExitCode);
        Assert.Equal((int)FlowErrorCode.IssueSuppressed, (await world.RunAsync(issue)).ExitCode);

        var notice = Assert.Single((await world.RunAsync("register-office", "notices", "--city", City, "--json")).Json.EnumerateArray());
        Assert.True(notice.GetProperty("atNight").GetBoolean());
        var number = notice.GetProperty("notice").GetInt64().ToString();
        Assert.Equal(ExitCodes.Ok, (await world.RunAsync("register-office", "approve", "--city", City, "--notice", number, "--entry", "婚姻")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await world.RunAsync(issue)).ExitCode);

        var none = await world.RunAsync("register-office", "notices", "--city", City);
        Assert.Equal("未処理の届出はありません。 / No notice is open.\n", none.Output);
        Assert.Equal(ExitCodes.Usage, (await world.RunAsync("register-office", "approve", "--city", City, "--notice", number)).ExitCode);
    }

    [Fact]
    public async Task Who_lives_elsewhere_applies_is_granted_and_waits_five_office_days()
    {
        var person = world.Resident("domicile-elsewhere", 4);
        var keeper = person.Domicile!.Municipality!.Value.ToString();
        Assert.Equal(ExitCodes.Ok, (await world.RunAsync("use-registration", "--city", City, "--resident", person.Id.ToString())).ExitCode);
        var asked = (await world.RunAsync("register-office", "use-applications", "--city", keeper, "--json")).Json.EnumerateArray()
            .Single(a => a.GetProperty("name").GetString() == person.Name.Text);
        var granted = await world.RunAsync("register-office", "grant-use", "--city", keeper, "--application", asked.GetProperty("application").GetInt64().ToString(), "--json");
        Assert.Equal("2026-11-26", Assert.Single(granted.Json.EnumerateArray()).GetProperty("usableFrom").GetString());

        string[] issue = ["issue", "--city", keeper, "--home", City, "--resident", person.Id.ToString(), "--kind", "family-register", "--json"];
        Assert.Equal((int)FlowErrorCode.UseRegistrationPending, (await world.RunAsync(issue)).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await world.RunAsync([.. issue, "--at", "2026-11-26T10:15"])).ExitCode);
    }

    [Theory]
    [InlineData("night-duty search")] // everybody
    [InlineData("night-duty suppress --name 誰も")] // nobody
    [InlineData("register-office withdraw --notice many")]
    [InlineData("register-office grant-use --application 999")]
    public async Task A_wrong_request_is_a_wrong_command_line(string line)
    {
        var ended = await world.RunAsync([.. line.Split(' '), "--city", City]);
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }
}
