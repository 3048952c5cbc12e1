using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim issue` with a 住基カード: a year before the world's day some are still good.</summary>
public sealed class JukiCardTests(SeededWorld world) : IDisposable
{
    const string LastMonth = "2025-12-01T10:00";

    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Who_has_no_other_card_gets_a_certificate_and_the_story_says_why_JPKI_is_not_asked_001_41()
    {
        var ended = await world.IssueAsync(world.Resident("juki"), "--at", LastMonth, "--out", _scratch.Folder);

        Assert.Equal(0, ended.ExitCode);
        Assert.All(Enumerable.Range(1, 15), step => Assert.Matches($@"(?m)^{step,2} \S", ended.Output));
        Assert.Contains("公的個人認証サービスセンターには確かめない\n   The JPKI centre is not asked\n     住基カードには", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("centre → JPKI", ended.Output, StringComparison.Ordinal);
        Assert.Single(_scratch.Entries);
    }

    [Fact]
    public async Task For_machines_no_call_of_the_run_goes_to_JPKI_001_41()
    {
        var ended = await world.IssueAsync(world.Resident("juki", 1), "--card", "juki", "--at", LastMonth, "--out", _scratch.Folder, "--json");

        Assert.Equal("delivered", ended.Json.GetProperty("outcome").GetString());
        Assert.All(ended.Json.GetProperty("hops").EnumerateArray(), h => Assert.NotEqual("jpki", h.GetProperty("to").GetString()));
    }

    [Theory]
    [InlineData(FlowErrorCode.JukiCardExpired, "juki", "")] // on the world's day
    [InlineData(FlowErrorCode.JukiCardExpired, "juki-expired", $"--at {LastMonth}")]
    [InlineData(FlowErrorCode.JukiCardReturned, "juki-returned", $"--at {LastMonth}")]
    [InlineData(FlowErrorCode.JukiCardSuperseded, "juki-superseded", $"--at {LastMonth} --card juki")]
    [InlineData(FlowErrorCode.JukiCardNotAccepted, "juki", $"--at {LastMonth} --city {SeededWorld.OtherCity} --home {SeededWorld.City}")]
    public async Task A_card_that_will_not_do_is_refused_in_words_of_its_own_003_32(FlowErrorCode code, string trait, string options)
    {
        var ended = await world.IssueAsync(world.Resident(trait), ["--out", _scratch.Folder, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        var words = ErrorWords.Of(code);
        Assert.Equal((int)code, ended.ExitCode);
        Assert.EndsWith($"{words.Japanese} / {words.English}", ended.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(_scratch.Entries);
    }

    [Fact]
    public async Task Who_has_both_uses_the_other_card_unless_told_not_to_003_32() =>
        Assert.Equal(0, (await world.IssueAsync(world.Resident("juki-superseded"), "--out", _scratch.Folder)).ExitCode);

    [Theory]
    [InlineData("usable", "juki")]
    [InlineData("juki", "individual-number")]
    public async Task A_card_that_somebody_does_not_have_cannot_be_shown(string trait, string card)
    {
        var ended = await world.IssueAsync(world.Resident(trait), "--card", card, "--out", _scratch.Folder);
        Assert.Equal((int)FlowErrorCode.NoCard, ended.ExitCode);
    }

    [Fact]
    public async Task An_unknown_card_is_answered_with_the_cards_there_are()
    {
        var ended = await world.IssueAsync(world.Resident("usable"), "--card", "library");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("individual-number, juki", ended.Error, StringComparison.Ordinal);
    }
}
