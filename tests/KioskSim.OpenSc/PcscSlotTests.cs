using System.Security.Cryptography;
using KioskSim.Card.Pcsc;
using KioskSim.Card.Reader;
using KioskSim.Card.Tests;
using KioskSim.Domain.Errors;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>A PC/SC reader is a slot like any other to the kiosk's card code.</summary>
public sealed class PcscSlotTests(Pcscd daemon)
{
    [Fact]
    public async Task The_kiosk_reads_verifies_and_signs_and_leaves_no_verified_PIN_behind_000_31_000_39()
    {
        daemon.OrSkip();
        var card = TestCards.Card();
        await using var laid = await daemon.InsertAsync(card);
        Assert.Same(laid.Inserted, daemon.Slot.Current);
        var digest = SHA256.HashData("apply"u8);
        var signature = new byte[JpkiReader.SignatureSize];
        using (var session = laid.Inserted.OpenSession())
        {
            var reader = new JpkiReader(session);
            reader.SelectApplication();
            Assert.Equal(TestCards.UserCertificate, reader.ReadUserCertificate());
            Assert.Equal(TestCards.IssuerCertificate, reader.ReadUserIssuerCertificate());
            Assert.Equal(3, reader.TriesLeft());
            Assert.True(reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).Accepted);
            reader.Sign(digest, signature);
        }

        Assert.True(TestCards.UserKey.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var next = laid.Inserted.OpenSession();
        var refused = Assert.Throws<FlowException>(() => new JpkiReader(next).Sign(digest, signature)); // the application is not even selected
        Assert.Contains("6A82", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_can_use_the_card_during_a_session()
    {
        daemon.OrSkip();
        var card = TestCards.Card();
        await using var laid = await daemon.InsertAsync(card);
        using (var session = laid.Inserted.OpenSession())
        {
            new JpkiReader(session).SelectApplication();
            Assert.NotEqual(0, (await daemon.RunAsync("opensc-tool", "-n")).ExitCode);
            using var other = PcscSlot.Open(Pcscd.Address);
            using var intruder = (await other.WaitForCardAsync().Soon()).OpenSession();
            Assert.Equal(FlowErrorCode.CardUnreadable, Assert.Throws<FlowException>(() => new JpkiReader(intruder).SelectApplication()).Code);
        }

        Assert.Equal(0, (await daemon.RunAsync("opensc-tool", "-n")).ExitCode);
    }

    [Fact]
    public async Task A_card_pulled_in_the_middle_of_a_session_is_removed_before_the_daemon_knows_and_after()
    {
        daemon.OrSkip();
        var card = TestCards.Card();
        await using (var laid = await daemon.InsertAsync(card))
        {
            using var session = laid.Inserted.OpenSession();
            var reader = new JpkiReader(session);
            reader.SelectApplication();
            await laid.PullAsync();
            Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(() => reader.TriesLeft()).Code);
            await laid.GoneAsync();
            Assert.Equal(FlowErrorCode.CardRemoved, Assert.Throws<FlowException>(() => reader.TriesLeft()).Code);
            Assert.Null(daemon.Slot.Current);
        }

        await using var again = await daemon.InsertAsync(card); // another stay
        using var next = again.Inserted.OpenSession();
        new JpkiReader(next).SelectApplication();
    }

    [Fact]
    public void A_reader_that_is_not_there_is_answered_with_those_that_are()
    {
        daemon.OrSkip();
        var refusal = Assert.Throws<PcscException>(() => PcscSlot.Open("pcsc:Reader of nobody"));
        Assert.Contains(Pcscd.Reader, refusal.Message, StringComparison.Ordinal);
        Assert.Throws<PcscException>(() => PcscSlot.Open(Pcscd.Reader)); // without what kind it is
    }
}
