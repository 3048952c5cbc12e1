using System.Security.Cryptography;
using static KioskSim.Card.Tests.Terminal;

namespace KioskSim.Card.Tests;

/// <summary>Command by command: what the applet answers, in the words of its documents.</summary>
public sealed class ApduTableTests
{
    const string Blanks = "2020202020202020202020202020202020";
    const string Aid = "D392F000260100000001";

    [Theory]
    // SELECT by name
    [InlineData("9000", $"00A4040C0A{Aid}")]
    [InlineData("9000", $"00A4040C0A{Aid}00")]
    [InlineData("9000", $"00A4040C00000A{Aid}")]
    [InlineData("6A82", "00A4040C0AD3921000310001010408")] // 券面入力補助: not on this card
    [InlineData("6A82", "00A4040009A00000006203010C06")] // a probe for another card, in another form
    [InlineData("6A82", "00A4040C")]
    [InlineData("6A82", "00A4040C000000")] // extended, Le of 65,536 and no name
    [InlineData("6A82", "00A4040C09D392F0002601000000")] // a part of the name is not the name
    [InlineData("6A86", $"00A404000A{Aid}")]
    // SELECT file
    [InlineData("6A82", SelectUserCertificate)] // before the application
    [InlineData("9000", SelectJpki, SelectUserCertificate)]
    [InlineData("9000", SelectJpki, "00A4020C020006")]
    [InlineData("9000", SelectJpki, "00A4020C02000B")]
    [InlineData("9000", SelectJpki, "00A4020C020002")]
    [InlineData("9000", SelectJpki, "00A4020C0200060" + "0")] // with Le
    [InlineData("9000", SelectJpki, "00A4020C000002" + "0018")] // extended
    [InlineData("9000", SelectJpki, "00A4020C000002" + "0018" + "0000")] // extended, with Le
    [InlineData("6A82", SelectJpki, "00A4020C022F00")]
    [InlineData("6A82", SelectJpki, "00A4020C020000")]
    [InlineData("6700", SelectJpki, "00A4020C0118")]
    [InlineData("6700", SelectJpki, "00A4020C")]
    [InlineData("6A86", SelectJpki, "00A4090C020018")] // P1 = 09: refused by real cards too
    [InlineData("6A86", SelectJpki, "00A40200020018")]
    // READ BINARY
    [InlineData("6986", SelectJpki, "00B0000004")]
    [InlineData("6981", SelectJpki, SelectUserKey, "00B0000004")]
    [InlineData("6981", SelectJpki, SelectUserPin, "00B0000004")]
    [InlineData("6700", SelectJpki, SelectUserCertificate, "00B00000")]
    [InlineData("6700", SelectJpki, SelectUserCertificate, "00B00000020102")]
    [InlineData("6A86", SelectJpki, SelectUserCertificate, "00B0810004")]
    [InlineData("6B00", SelectJpki, SelectUserCertificate, "00B07FFF04")]
    [InlineData("6982", SelectJpki, SelectSigningCertificate, "00B0000004")]
    [InlineData("6982", SelectJpki, SelectUserPin, "002000800431323334", SelectSigningCertificate, "00B0000004")] // the other PIN
    [InlineData("30829000", SelectJpki, "00A4020C020002", "00B0000002")] // the CA's is free
    [InlineData("30829000", SelectJpki, "00A4020C02000B", "00B0000002")]
    [InlineData("30829000", SelectJpki, "00A4020C02000B", "00B00000000002")] // extended
    [InlineData("4A504B499000", SelectJpki, "00A4020C020006", "00B0000004")]
    [InlineData("4A504B494150494343544F4B454E32" + Blanks + "9000", SelectJpki, "00A4020C020006", "00B0000020")] // JPKIAPICCTOKEN2
    [InlineData("20209000", SelectJpki, "00A4020C020006", "00B0001E00")] // past the end: what there is
    // VERIFY and tries left
    [InlineData("6986", SelectJpki, TriesLeft)]
    [InlineData("6981", SelectJpki, SelectUserCertificate, TriesLeft)]
    [InlineData("6981", SelectJpki, SelectUserKey, "0020008004" + "31323334")]
    [InlineData("6A86", SelectJpki, SelectUserPin, "00200081")]
    [InlineData("6A86", SelectJpki, SelectUserPin, "00200180")]
    [InlineData("63C3", SelectJpki, SelectUserPin, TriesLeft)]
    [InlineData("63C3", SelectJpki, SelectUserPin, "0020008000")] // with Le, as some readers ask
    [InlineData("63C5", SelectJpki, SelectSigningPin, TriesLeft)]
    [InlineData("9000", SelectJpki, SelectUserPin, "002000800431323334")]
    [InlineData("9000", SelectJpki, SelectUserPin, "00200080000004" + "31323334")] // extended
    [InlineData("63C3", SelectJpki, SelectUserPin, "002000800431323334", TriesLeft)] // also after the right PIN
    [InlineData("63C5", SelectJpki, SelectSigningPin, "0020008006414243313233", TriesLeft)]
    [InlineData("63C3", SelectJpki, SelectUserPin, "002000800430303030", "002000800431323334", TriesLeft)] // which gives tries back
    [InlineData("63C4", SelectJpki, SelectSigningPin, "0020008006414243313234")]
    [InlineData("63C2", SelectJpki, SelectUserPin, "002000800430303030")]
    [InlineData("6700", SelectJpki, SelectUserPin, "0020008003313233")]
    [InlineData("6700", SelectJpki, SelectUserPin, "00200080053132333435")]
    [InlineData("63C3", SelectJpki, SelectUserPin, "00200080053132333435", TriesLeft)] // not of a PIN's length: not a try
    // Signature
    [InlineData("6986", SelectJpki, "802A00800131" + "00")]
    [InlineData("6981", SelectJpki, SelectUserPin, "802A00800131" + "00")]
    [InlineData("6982", SelectJpki, SelectUserKey, "802A00800131" + "00")]
    [InlineData("6982", SelectJpki, SelectSigningPin, "0020008006414243313233", SelectUserKey, "802A0080013100")] // the other PIN
    [InlineData("6A86", SelectJpki, SelectUserKey, "802A9E9A0131" + "00")]
    [InlineData("6700", SelectJpki, SelectUserPin, "002000800431323334", SelectUserKey, "802A0080")]
    [InlineData("6C00", SelectJpki, SelectUserPin, "002000800431323334", SelectUserKey, "802A00800131")] // no Le
    [InlineData("6C00", SelectJpki, SelectUserPin, "002000800431323334", SelectUserKey, "802A00800131" + "80")]
    // Class and instruction
    [InlineData("6E00", SelectJpki, "80A4040C")]
    [InlineData("6E00", SelectJpki, "802000800431323334")]
    [InlineData("6E00", SelectJpki, SelectUserKey, "002A00800131" + "00")]
    [InlineData("6E00", "10A4040C")]
    [InlineData("6E00", "FFCA000000")]
    [InlineData("6D00", "00CA0000")]
    [InlineData("6D00", "00CB3FFF")]
    [InlineData("6D00", "80CA9F7F00")]
    // Lengths that do not add up
    [InlineData("6700", "")]
    [InlineData("6700", "00A404")]
    [InlineData("6700", "00A4040C0AD392")]
    [InlineData("6700", $"00A4040C0A{Aid}0000")]
    [InlineData("6700", "00A4040C00000001")] // extended, with no data and yet an Lc
    [InlineData("6700", $"00A4040C00000A{Aid}00")]
    [InlineData("6700", "00A4040C00FFFF01")]
    public void Every_command_gets_its_status_word(string expected, params string[] commands)
    {
        var card = TestCards.Card();
        Assert.Equal(expected, new Terminal(card).Play(commands));
    }

    [Theory]
    [InlineData("63C0", SelectSigningPin, TriesLeft)]
    [InlineData("6983", SelectSigningPin, "0020008006414243313233")]
    [InlineData("6982", SelectSigningKey, "802A00800131" + "00")]
    [InlineData("6982", SelectSigningCertificate, "00B0000004")]
    [InlineData("6A82", "00A4020C020002")]
    [InlineData("9000", SelectUserPin, "0020008004" + "31323334")]
    public void Without_a_signing_certificate_its_files_are_there_behind_a_locked_PIN(string expected, params string[] commands)
    {
        var card = TestCards.Card(signing: false);
        Assert.Equal(expected, new Terminal(card).Play([SelectJpki, .. commands]));
    }

    [Fact]
    public void A_refused_selection_leaves_the_file_that_was_selected()
    {
        var card = TestCards.Card();
        var answer = new Terminal(card).Play(SelectJpki, SelectUserPin, "00A4020C022F00", "00A4040C0AD3921000310001010408", TriesLeft);
        Assert.Equal("63C3", answer);
    }

    [Theory]
    [InlineData("00B0000000", 256)]
    [InlineData("00B00000000000", int.MaxValue)] // extended: all of it at once
    [InlineData("00B00000000200", 512)]
    [InlineData("00B0000007", 7)]
    public void The_user_certificate_is_read_without_a_PIN_in_short_and_extended_form_000_31(string command, int length)
    {
        var card = TestCards.Card(tries: 0);
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserCertificate);
        var expected = TestCards.UserCertificate.AsSpan(0, Math.Min(length, TestCards.UserCertificate.Length));
        Assert.Equal(Convert.ToHexString(expected) + "9000", terminal.Send(command));
    }

    [Theory]
    [InlineData("802A008033", "00")]
    [InlineData("802A0080000033", "0000")] // extended
    [InlineData("802A0080000033", "0100")] // extended, for 256 bytes
    public void A_signature_comes_in_short_and_extended_form_000_31(string header, string expected)
    {
        var card = TestCards.Card();
        var hash = SHA256.HashData("apply"u8);
        var answer = new Terminal(card).Play(
            SelectJpki, SelectUserPin, Verify(TestCards.Pin), SelectUserKey,
            $"{header}3031300D060960864801650304020105000420{Convert.ToHexString(hash)}{expected}");
        Assert.EndsWith("9000", answer);
        Assert.True(TestCards.UserKey.VerifyHash(hash, Convert.FromHexString(answer[..^4]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void A_card_gives_no_more_than_the_reader_has_room_for()
    {
        var card = TestCards.Card();
        var terminal = new Terminal(card);
        terminal.Play(SelectJpki, SelectUserCertificate);
        var response = new byte[10];
        Assert.Equal(10, card.Transmit(Convert.FromHexString("00B0000000"), response));
        Assert.Equal([.. TestCards.UserCertificate[..8], 0x90, 0x00], response);
    }

    [Fact]
    public void The_signing_certificate_is_read_after_its_PIN()
    {
        var card = TestCards.Card();
        var answer = new Terminal(card).Play(
            SelectJpki, SelectSigningPin, Verify(TestCards.SigningPin), SelectSigningCertificate, "00B00000000000");
        Assert.Equal(Convert.ToHexString(TestCards.SigningCertificate) + "9000", answer);
    }

    [Fact]
    public void The_answer_to_reset_is_the_one_that_OpenSC_knows()
    {
        var card = TestCards.Card();
        Assert.Equal("3BE000FF8131FE4514", Convert.ToHexString(card.AnswerToReset));
    }
}
