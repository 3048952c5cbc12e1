using System.Diagnostics;
using System.Text.Json;
using KioskSim.Domain.Errors;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>The command where the PC/SC daemon is, and where there is none.</summary>
public sealed class KiosksimTests(Pcscd daemon, SmallWorld world)
{
    [Fact]
    public async Task A_kiosk_with_a_PCSC_reader_issues_a_certificate_000_16_000_31()
    {
        daemon.OrSkip();
        var (number, _) = world.Holder(0);
        var issued = await daemon.RunAsync(world.Command(
            "issue", "--resident", number, "--kind", "resident-record", "--reader", Pcscd.Address, "--out", world.Tray, "--json"));

        Assert.True(issued.ExitCode == 0, issued.Output);
        var report = JsonDocument.Parse(issued.Output).RootElement;
        Assert.Equal("delivered", report.GetProperty("outcome").GetString());
        Assert.True(File.ReadAllBytes(report.GetProperty("files")[0].GetString()!).AsSpan().StartsWith("%PDF-"u8));
        var chip = report.GetProperty("hops").EnumerateArray().Where(h => h.GetProperty("to").GetString() == "card" && h.GetProperty("from").GetString() == "kiosk");
        Assert.Equal(["ReadCertificate ok", "TriesLeft ok", "VerifyPin ok", "Sign ok"],
            chip.Select(h => $"{h.GetProperty("message").GetString()} {h.GetProperty("outcome").GetString()}"));
    }

    [Fact]
    public async Task A_served_card_is_read_by_OpenSC_until_Ctrl_C_and_remembers_a_wrong_PIN_000_35()
    {
        daemon.OrSkip();
        var (number, wrong) = world.Holder(1);
        Assert.Equal(3, await ServeAsync(number, async () =>
        {
            Assert.Contains("jpki", (await daemon.RunAsync("opensc-tool", "-n")).Output, StringComparison.Ordinal);
            var refused = await daemon.RunAsync("pkcs15-tool", "--verify-pin", "--auth-id", "1", "--pin", wrong);
            Assert.Contains("PIN code or key incorrect", refused.Output, StringComparison.OrdinalIgnoreCase);
        }));

        var shown = await Tool.RunAsync(world.Command("card", "show", "--resident", number, "--json"));
        Assert.Equal(2, JsonDocument.Parse(shown.Output).RootElement.GetProperty("triesLeft").GetInt32());
        Assert.Equal(2, await ServeAsync(number, () => Task.CompletedTask));
    }

    [Fact]
    public async Task Where_no_virtual_reader_waits_the_citizen_is_not_kept_waiting()
    {
        daemon.OrSkip();
        var (number, _) = world.Holder(0);
        var issued = await daemon.RunAsync(world.Command(
            "issue", "--resident", number, "--kind", "resident-record", "--reader", Pcscd.Address, "--vpcd", "127.0.0.1:1"));
        Assert.Equal((int)FlowErrorCode.CardUnreadable, issued.ExitCode);
    }

    [Fact]
    public async Task Without_a_daemon_a_kiosk_with_a_PCSC_reader_does_not_start_and_says_what_to_start()
    {
        Assert.SkipUnless(daemon.IsApart, "the machine's own daemon is in use: there is none to be without");
        var (number, _) = world.Holder(0);
        var refused = await Tool.RunAsync(world.Command("issue", "--resident", number, "--kind", "resident-record", "--reader", Pcscd.Address));
        Assert.Equal((1, "kiosksim: The PC/SC daemon does not answer (0x8010001D): start pcscd (Debian: pcscd).\n"), (refused.ExitCode, refused.Output));
    }

    [Fact]
    public async Task Without_the_library_it_says_what_to_install()
    {
        daemon.OrSkip();
        Assert.SkipUnless(daemon.IsApart, "needs a mount namespace, to take the library away in");
        var (number, _) = world.Holder(0);
        const string hide = "for f in /usr/lib/*/libpcsclite.so.1; do mount --bind /dev/null \"$f\"; done; exec \"$@\"";
        var refused = await Tool.RunAsync(
            ["unshare", "-m", "sh", "-c", hide, "sh", .. world.Command("issue", "--resident", number, "--kind", "resident-record", "--reader", Pcscd.Address)]);
        Assert.Equal((1, "kiosksim: There is no PC/SC library: install libpcsclite1 and pcscd.\n"), (refused.ExitCode, refused.Output));
    }

    /// <returns>The tries left that it reported.</returns>
    async Task<int> ServeAsync(string resident, Func<Task> meanwhile)
    {
        using var serving = daemon.Start(world.Command("card", "serve", "--resident", resident, "--json"));
        var inserted = await daemon.Slot.WaitForCardAsync().Soon();
        await meanwhile();
        using (var kill = Process.Start("kill", ["-s", "INT", $"{serving.Id}"]))
            await kill.WaitForExitAsync();
        var ended = await Tool.EndAsync(serving);
        Assert.True(ended.ExitCode == 0, ended.Output);
        var gone = new TaskCompletionSource();
        await using (inserted.Removed.Register(gone.SetResult))
            await gone.Task.Soon();
        return JsonDocument.Parse(ended.Output).RootElement.GetProperty("triesLeft").GetInt32();
    }
}
