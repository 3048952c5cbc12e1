using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>The table of exit codes: each refusal has its own code, its words in both languages, and neither paper nor a name.</summary>
public sealed class RefusalTests(SeededWorld world) : IDisposable
{
    // People whom no other test sends to a kiosk.
    const int Locked = 60;
    const int Unused = 61;

    readonly WorldScratch _scratch = new();

    public static TheoryData<FlowErrorCode, string, string> Refusals => new()
    {
        { FlowErrorCode.CertificateRevoked, "revoked", "" },
        { FlowErrorCode.CertificateOnHold, "on-hold", "" },
        { FlowErrorCode.IssueSuppressed, "protected", "" },
        { FlowErrorCode.ApplicantUnknown, "usable", $"--city {SeededWorld.OtherCity} --home {SeededWorld.City}" },
        { FlowErrorCode.KindNotOffered, "usable", "--kind income" },
        { FlowErrorCode.TooManyCopies, "usable", "--copies 6" },
        { FlowErrorCode.Closed, "usable", "--at 2026-12-29T10:00" },
        { FlowErrorCode.Closed, "usable", "--at 2026-11-18T06:29" },
        { FlowErrorCode.Closed, "usable", "--kind family-register --at 2026-11-21T12:00" }, // a Saturday
        { FlowErrorCode.Suspended, "usable", "--at 2027-01-16T12:00" }, // 001-48
        { FlowErrorCode.NoTaxRecord, "no-return", "--kind tax" },
        { FlowErrorCode.UseNotRegistered, "domicile-elsewhere", "--kind family-register --city 482013 --home 482021" },
        { FlowErrorCode.CentreUnreachable, "usable", "--down centre" },
        { FlowErrorCode.CityUnreachable, "usable", "--down city" },
    };

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_has_its_own_code_and_words_and_no_paper(FlowErrorCode code, string trait, string options) =>
        Refused(await IssueAsync(trait, 0, options), code);

    [Fact]
    public async Task JPKI_out_of_order_is_said_so_also_when_nobody_has_used_the_card_yet() =>
        Refused(await IssueAsync("usable", Unused, "--down jpki"), FlowErrorCode.JpkiUnreachable);

    [Fact]
    public async Task A_wrong_PIN_says_how_many_tries_are_left_until_the_card_is_locked_000_31()
    {
        var pin = $"--pin {world.WrongPin(world.Resident("usable", Locked))}";

        Refused(await IssueAsync("usable", Locked, pin), FlowErrorCode.WrongPin, triesLeft: 2);
        Refused(await IssueAsync("usable", Locked, $"{pin} --pin-tries 3"), FlowErrorCode.CardLocked); // the card remembers the first
        Refused(await IssueAsync("usable", Locked, ""), FlowErrorCode.CardLocked); // also with the right one
    }

    [Theory]
    [InlineData(FlowErrorCode.ApplicantUnknown, "--resident 99 --city 482021 --kind resident-record", "kiosksim residents")]
    [InlineData(FlowErrorCode.ApplicantUnknown, "--resident nobody --city 482021 --kind resident-record", "kiosksim residents")]
    [InlineData(FlowErrorCode.MunicipalityUnknown, "--resident 99 --city 131001 --kind resident-record", "482021 潮崎市")]
    [InlineData(FlowErrorCode.MunicipalityUnknown, "--resident 99 --city 482030 --kind resident-record", "")]
    [InlineData(FlowErrorCode.KindNotOffered, "--resident 99 --city 482021 --kind passport", "seal-registration")]
    public async Task What_nobody_has_heard_of_is_answered_with_what_there_is(FlowErrorCode code, string options, string hint)
    {
        var ended = await world.RunAsync(["issue", .. options.Split(' ')]);

        Assert.Equal((int)code, ended.ExitCode);
        Assert.Empty(ended.Output);
        var words = ErrorWords.Of(code);
        Assert.StartsWith($"kiosksim: {words.Japanese} / {words.English}", ended.Error, StringComparison.Ordinal);
        Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FlowErrorCode.KindNotOffered, "--kind income")]
    [InlineData(FlowErrorCode.KindNotOffered, "--kind passport")]
    public async Task For_machines_a_refusal_is_JSON_too(FlowErrorCode code, string options)
    {
        var ended = await IssueAsync("usable", 0, $"{options} --json");

        Assert.Equal((int)code, ended.ExitCode);
        Assert.Equal("stopped", ended.Json.GetProperty("outcome").GetString());
        Assert.Equal((int)code, ended.Json.GetProperty("exitCode").GetInt32());
        Assert.Equal(code.ToString(), ended.Json.GetProperty("error").GetProperty("name").GetString());
        Assert.Equal(ErrorWords.Of(code).Japanese, ended.Json.GetProperty("error").GetProperty("japanese").GetString());
        Assert.Equal(0, ended.Json.GetProperty("yenPaid").GetInt32());
    }

    Task<Ended> IssueAsync(string trait, int which, string options) =>
        world.IssueAsync(
            world.Resident(trait, which), ["--out", _scratch.Folder, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    void Refused(Ended ended, FlowErrorCode code, int? triesLeft = null)
    {
        var words = ErrorWords.Of(code, triesLeft);
        Assert.Equal((int)code, ended.ExitCode);
        Assert.EndsWith($"{words.Japanese} / {words.English}", ended.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(ended.Error);
        Assert.Empty(_scratch.Entries);
    }
}
