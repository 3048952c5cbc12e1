using KioskSim.Card.Tests;
using KioskSim.OpenSc.Cards;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>Software that nobody here wrote agrees with the card.</summary>
public sealed class AcceptanceTests(Pcscd daemon)
{
    [Fact]
    public async Task OpenSC_reads_both_certificates_and_openssl_verifies_both_keys_signatures_000_16_000_31()
    {
        daemon.OrSkip();
        var card = TestCards.Card();
        Assert.Empty(await Acceptance.RunAsync(daemon, card));
    }

    [Fact]
    public async Task One_wrong_padding_byte_fails_the_check_of_signatures_and_no_other()
    {
        daemon.OrSkip();
        var card = TestCards.Card();
        var faulty = new WrongPadding(card, TestCards.UserKey, TestCards.SigningKey);
        Assert.Equal([Acceptance.Signatures], await Acceptance.RunAsync(daemon, faulty));
    }

    [Fact]
    public async Task OpenSC_accepts_a_card_without_a_signing_certificate()
    {
        daemon.OrSkip();
        var card = TestCards.Card(signing: false);
        await using var laid = await daemon.InsertAsync(card);
        var pins = await daemon.RunAsync("pkcs15-tool", "--list-pins");
        Assert.Contains("Tries left     : 3", pins.Output, StringComparison.Ordinal);
        Assert.Contains("Tries left     : 0", pins.Output, StringComparison.Ordinal);
    }
}
