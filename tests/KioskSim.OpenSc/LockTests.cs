using KioskSim.Card.Applet;
using KioskSim.Card.Tests;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>Wrong PINs and the lock, as other software sees them.</summary>
public sealed class LockTests(Pcscd daemon)
{
    const string Wrong = "0000";

    [Fact]
    public async Task Three_wrong_PINs_lock_the_key_for_OpenSC_too_and_the_lock_survives_removal_000_31_000_35()
    {
        daemon.OrSkip();
        var kept = TestCards.State();
        var card = new JpkiCard(kept, state => kept = state);
        await using (var laid = await daemon.InsertAsync(card))
        {
            Assert.Equal((3, ""), await LookAsync());

            await RefusedAsync(Wrong, "CKR_PIN_INCORRECT");
            Assert.Equal((2, "user PIN count low"), await LookAsync());
            await RefusedAsync(Wrong, "CKR_PIN_INCORRECT");
            Assert.Equal((1, "final user PIN try"), await LookAsync());

            Assert.Equal(0, (await SignAsync(TestCards.Pin)).ExitCode);
            Assert.Equal((3, ""), await LookAsync());

            for (var miss = 0; miss < 3; miss++)
                await RefusedAsync(Wrong, "CKR_PIN_INCORRECT");
            Assert.Equal((0, "user PIN locked"), await LookAsync());
            await RefusedAsync(TestCards.Pin, "CKR_PIN_LOCKED");
        }

        var back = new JpkiCard(kept, state => kept = state);
        await using var again = await daemon.InsertAsync(back);
        Assert.Equal((0, "user PIN locked"), await LookAsync());
        await RefusedAsync(TestCards.Pin, "CKR_PIN_LOCKED");
        var blocked = await daemon.RunAsync("pkcs15-tool", "--verify-pin", "--auth-id", "1", "--pin", TestCards.Pin);
        Assert.Contains("Authentication method blocked", blocked.Output, StringComparison.Ordinal);

        // The certificate is still anybody's to read, and the other key's PIN is another.
        var read = await daemon.RunAsync("pkcs15-tool", "--read-certificate", "1");
        Assert.Contains("-----BEGIN CERTIFICATE-----", read.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await daemon.RunAsync("pkcs15-tool", "--verify-pin", "--auth-id", "2", "--pin", TestCards.SigningPin)).ExitCode);
    }

    async Task RefusedAsync(string pin, string reason)
    {
        var refused = await SignAsync(pin);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(reason, refused.Output, StringComparison.Ordinal);
    }

    Task<Tool> SignAsync(string pin) => daemon.RunAsync(
        [.. OpenScTools.Pkcs11, "--login", "--pin", pin, "--sign", "--id", "01", "--mechanism", "SHA256-RSA-PKCS", "-i", "/dev/null", "-o", "/dev/null"]);

    // Tries left of the first PIN, by pkcs15-tool; what the first token says of them, by pkcs11-tool.
    async Task<(int Tries, string Flag)> LookAsync()
    {
        var pins = await daemon.RunAsync("pkcs15-tool", "--list-pins");
        var tries = pins.Output.Split('\n').First(l => l.Contains("Tries left", StringComparison.Ordinal)).Split(':')[1].Trim();
        var tokens = await daemon.RunAsync([.. OpenScTools.Module, "-L"]);
        var flags = tokens.Output.Split('\n').First(l => l.Contains("token flags", StringComparison.Ordinal));
        string[] known = ["user PIN count low", "final user PIN try", "user PIN locked"];
        return (int.Parse(tries), known.SingleOrDefault(f => flags.Contains(f, StringComparison.Ordinal)) ?? "");
    }
}
