using System.Net;
using KioskSim.Card.Reader;
using KioskSim.Card.Vpcd;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Zones;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim card`. That other software accepts the card is shown by KioskSim.OpenSc.</summary>
public sealed class CardTests(SeededWorld world) : IDisposable
{
    // Somebody whom no other test sends to a kiosk.
    const int Served = 62;
    const int Lived = 63;

    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_served_card_lies_in_the_reader_until_Ctrl_C_and_its_state_in_the_folder_asked_for_000_35()
    {
        var person = world.Resident("usable", Served);
#pragma warning disable RS0030 // A reader of real seconds.
        await using var reader = VpcdSlot.Listen(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System);
#pragma warning restore RS0030
        string[] elsewhere = ["--state", Path.Combine(_scratch.Folder, "state")];
        using var run = Kiosksim.Start(world.Folder, Arguments("serve", person.Id.ToString(), ["--vpcd", $"{reader.Endpoint}", .. elsewhere]));
        using (var session = (await reader.WaitForCardAsync()).OpenSession())
        {
            var chip = new JpkiReader(session);
            chip.SelectApplication();
            Assert.Equal(2, chip.VerifyPin(System.Text.Encoding.ASCII.GetBytes(world.WrongPin(person))).TriesLeft);
        }

        await run.SignalAsync("INT");
        var ended = await run.EndAsync();
        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        Assert.Contains($"The card is in the reader at {reader.Endpoint}", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Ctrl-C で取り外します", ended.Output, StringComparison.Ordinal);

        var shown = await world.RunAsync(Arguments("show", person.Id.ToString(), ["--json", .. elsewhere]));
        Assert.Equal(2, shown.Json.GetProperty("triesLeft").GetInt32());
        Assert.True(shown.Json.GetProperty("validFrom").GetDateTimeOffset() < shown.Json.GetProperty("validTo").GetDateTimeOffset());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.Json.GetProperty("reader").ValueKind);
        Assert.All(world.Marks(person), mark => Assert.DoesNotContain(mark, ended.Everything + shown.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_reader_listens_it_says_so_in_both_languages()
    {
        using var ports = new PortLeases();
        var place = $"{ports.Take(Zone.Cabinet)}";
        var ended = await world.RunAsync(Arguments("serve", world.Resident("usable", Served).Id.ToString(), "--vpcd", place));

        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.Equal(
            $"kiosksim: {place} で待ち受けている読み取り装置がありません。vpcd を組み込んだ pcscd を起動してください。"
            + $" / No reader waits for cards at {place}: start pcscd with vpcd (Debian: pcscd, vsmartcard-vpcd).\n", ended.Error);
    }

    [Fact]
    public async Task A_card_goes_through_its_life_000_35_000_50()
    {
        var person = world.Resident("usable", Lived).Id.ToString();
        foreach (var (act, says) in ((string, string)[])
        [
            ("hold", "The card's certificates are on hold."), ("release", "The hold is taken back."),
            ("set-pin --signing --new-pin NEWPIN7", "The new PIN is set."), ("revoke --cause request", "The certificates are revoked."),
        ])
        {
            var ended = await world.RunAsync(Arguments(act.Split(' ')[0], person, act.Split(' ')[1..]));
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
            Assert.EndsWith($" / {says}\n", ended.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("NEWPIN7", ended.Output, StringComparison.Ordinal);
        }

        Assert.Equal((int)FlowErrorCode.CertificateRevoked, (await world.RunAsync(Arguments("hold", person))).ExitCode);
        Assert.True((await world.RunAsync(Arguments("revoke", person, "--json"))).Json.GetProperty("japanese").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_PIN_of_no_such_kind_is_refused_and_not_repeated()
    {
        var ended = await world.RunAsync(Arguments("set-pin", world.Resident("usable", Served).Id.ToString(), "--new-pin", "12345"));
        Assert.Equal((int)FlowErrorCode.BadRequest, ended.ExitCode);
        Assert.StartsWith("kiosksim: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", ended.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_that_does_not_exist_is_refused_with_those_that_do()
    {
        var ended = await world.RunAsync(Arguments("revoke", world.Resident("usable", Served).Id.ToString(), "--cause", "boredom"));
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.All(["boredom", "lost", "deceased", "request", "compromise", "record-error"], word => Assert.Contains(word, ended.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_of_that_number_has_a_card() =>
        Assert.Equal((int)FlowErrorCode.ApplicantUnknown, (await world.RunAsync(Arguments("show", "99"))).ExitCode);

    string[] Arguments(string command, string resident, params string[] more) =>
        ["card", command, "--city", SeededWorld.City, "--resident", resident, .. more];
}
