using System.Text;

namespace KioskSim.Compose;

/// <summary>Lines that the kernel keeps apart: who is not on one knows nothing of it, and who gets onto one without a certificate is refused.</summary>
public sealed class ClosedLineTests(Containers containers)
{
    const string NoPermission = "7";
    const int Limit = 5;

    [Theory]
    [InlineData("centre-store-line", true)]
    [InlineData("jpki-internet", false)]
    [InlineData("jpki-lgwan", false)]
    [InlineData("city-482013-lgwan", false)]
    [InlineData("city-482013-city-core", false)]
    [InlineData("city-postgres", false)]
    [InlineData("inquiry-visitors", false)]
    [InlineData("example.com", false)]
    public void The_kiosk_knows_the_centre_and_no_other_name_000_02(string name, bool known) =>
        Assert.Equal(known, containers.Needed().ShellAt("kiosk", $"getent hosts {name}").ExitCode == 0);

    [Theory]
    [InlineData("centre", "store-line", 7001, true)]
    [InlineData("jpki", "lgwan", 7002, false)]
    [InlineData("jpki", "internet", 7003, false)]
    [InlineData("city-482013", "city-core", 7004, false)]
    [InlineData("city-postgres", "city-core", 5432, false)]
    public void The_kiosk_reaches_the_centre_and_nobody_else_whose_address_it_were_told_000_02(string service, string network, int port, bool reached)
    {
        var address = containers.Needed().AddressOf(service, network);
        Assert.NotEqual("", address);
        Assert.Equal(reached, containers.ShellAt("kiosk", $"timeout 3 bash -c '</dev/tcp/{address}/{port}'").ExitCode == 0);
    }

    [Fact]
    public void The_centre_listens_on_the_store_line_and_on_no_other_of_its_lines_000_79()
    {
        var lgwan = containers.Needed().AddressOf("centre", "lgwan");
        Assert.NotEqual(0, containers.ShellAt("jpki", $"timeout 3 bash -c '</dev/tcp/{lgwan}/7001'").ExitCode);
    }

    [Fact]
    public void Who_is_cut_off_is_reached_by_nobody_until_put_on_the_line_again()
    {
        var address = containers.Needed().AddressOf("centre", "store-line");
        bool Reached() => containers.ShellAt("kiosk", $"timeout 3 bash -c '</dev/tcp/centre-store-line/7001' || timeout 3 bash -c '</dev/tcp/{address}/7001'").ExitCode == 0;
        var putOnAgain = containers.CutOff("centre", "store-line");
        var meanwhile = Reached();
        putOnAgain();
        Assert.False(meanwhile);
        Assert.True(Reached());
        Assert.Equal(address, containers.AddressOf("centre", "store-line"));
        containers.AwaitServing("centre");
    }

    [Theory]
    [InlineData("centre", "store-line", 7001)]
    [InlineData("jpki", "lgwan", 7002)]
    [InlineData("jpki", "internet", 7003)]
    [InlineData("city-482013", "lgwan", 7002)]
    [InlineData("city-482013", "city-core", 7004)]
    [InlineData("city-482013", "night-duty", 7005)]
    [InlineData("kiosk", "cabinet", 7006)]
    public void An_unknown_PC_on_a_line_is_refused_and_the_refusal_is_logged_001_56(string service, string network, int port)
    {
        var address = containers.Needed().AddressOf(service, network);
        var (key, certificate) = (Path.Combine(containers.Work, "key.pem"), Path.Combine(containers.Work, "certificate.pem"));
        ForeignProgram.RunWell(
            "openssl", "openssl",
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", $"/O={network}/OU=centre/CN=centre", "-keyout", key, "-out", certificate]);
        var knock = ForeignProgram.Run(
            "openssl", "openssl", ["s_client", "-connect", $"{address}:{port}", "-alpn", "h2", "-cert", certificate, "-key", key, "-ign_eof"], input: Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        Assert.NotEqual(0, knock.ExitCode);
        Assert.Contains($"Refused on {network}", containers.Log(service), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_keeps_asking_for_what_is_not_theirs_gets_no_more_of_what_is_001_56()
    {
        var caller = new ForeignCaller(containers.Needed(), "lgwan.hold-line");
        string Ask(string method) => caller.Ask("jpki", "lgwan", 7002, method);
        try
        {
            for (var refusal = 1; refusal <= Limit; refusal++)
            {
                Assert.NotEqual(NoPermission, Ask("kiosksim.jpki.HoldLine/Hold")); // it holds nothing, but it may ask
                Assert.Equal(NoPermission, Ask("kiosksim.jpki.CardOffice/Unlock"));
            }

            Assert.Equal(NoPermission, Ask("kiosksim.jpki.HoldLine/Hold"));
            Assert.Contains("Blocked from now on", containers.Log("jpki"), StringComparison.Ordinal);
        }
        finally
        {
            containers.Restart("jpki");
        }
    }
}
