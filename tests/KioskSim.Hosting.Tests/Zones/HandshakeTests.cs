using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Tests.Rig;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Tests.Zones;

/// <summary>Who holds no certificate of a line does not get as far as a request on it (000-79).</summary>
public sealed class HandshakeTests
{
    static readonly SslProtocols Tls13 = SslProtocols.Tls13;

    [Fact]
    public async Task A_certificate_of_the_line_is_let_in()
    {
        await using var line = await TestLine.StartAsync();
        Assert.True(await IsLetInAsync(line, line.Credential(Party.Clerk).Certificate, Tls13));
        Assert.Equal(0, line.Logged(LogEvents.HandshakeRefused));
    }

    [Fact]
    public async Task Without_a_certificate_nobody_gets_in_000_79()
    {
        await using var line = await TestLine.StartAsync();
        await AssertRefusedAsync(line, null);
    }

    [Theory]
    [InlineData(Zone.Lgwan)]
    [InlineData(Zone.Internet)]
    [InlineData(Zone.CityCore)]
    [InlineData(Zone.NightDuty)]
    [InlineData(Zone.Cabinet)]
    [InlineData(Zone.StoreLine)] // of another deployment
    public async Task Another_authoritys_certificate_does_not_get_in_000_79(Zone zone)
    {
        await using var line = await TestLine.StartAsync();
        await AssertRefusedAsync(line, line.Foreign(zone, Party.Clerk).Certificate);
    }

    [Fact]
    public async Task An_expired_certificate_does_not_get_in_though_its_authority_still_holds()
    {
        await using var line = await TestLine.StartAsync();
        line.Clock.Advance(ZoneAuthority.MemberLife); // it was good from an hour before
        await AssertRefusedAsync(line, line.Credential(Party.Clerk).Certificate);
    }

    [Fact]
    public async Task A_certificate_from_the_future_does_not_get_in()
    {
        await using var line = await TestLine.StartAsync();
        line.Clock.Advance(TimeSpan.FromHours(-2));
        await AssertRefusedAsync(line, line.Credential(Party.Clerk).Certificate);
    }

    [Fact]
    public async Task TLS_1_2_is_refused_with_the_right_certificate_too()
    {
        await using var line = await TestLine.StartAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(line, line.Credential(Party.Clerk).Certificate, SslProtocols.Tls12));
        Assert.False(await IsLetInAsync(line, line.Credential(Party.Clerk).Certificate, SslProtocols.Tls12));
    }

    [Fact]
    public async Task A_caller_says_that_the_centre_is_out_of_reach_when_the_line_does_not_take_its_certificate()
    {
        await using var line = await TestLine.StartAsync();
        Assert.Equal(FlowErrorCode.CentreUnreachable, await line.DeskFor(line.Foreign(Zone.StoreLine, Party.Clerk)).CodeAsync());
        Assert.Equal(0, line.Desk.Answered);
    }

    [Fact]
    public async Task A_caller_hangs_up_on_a_service_that_is_not_what_it_should_be()
    {
        await using var line = await TestLine.StartAsync();
        Assert.Equal(FlowErrorCode.CentreUnreachable, await line.Clerk(options => options with { Role = Party.City }).CodeAsync());
        Assert.Equal(0, line.Desk.Answered);
    }

    [Fact]
    public async Task A_caller_hangs_up_on_a_service_of_another_authority()
    {
        await using var line = await TestLine.StartAsync();
        await using var elsewhere = await TestLine.StartAsync();
        var clerk = line.Clerk(options => options with { Address = elsewhere.Address });
        Assert.Equal(FlowErrorCode.CentreUnreachable, await clerk.CodeAsync());
        Assert.Equal(0, elsewhere.Desk.Answered);
    }

    [Fact]
    public async Task A_caller_hangs_up_on_an_expired_service()
    {
        await using var line = await TestLine.StartAsync();
        var later = new ManualTime(TestLine.Start + ZoneAuthority.MemberLife);
        Assert.Equal(FlowErrorCode.CentreUnreachable, await line.Clerk(options => options with { Clock = later }).CodeAsync());
        Assert.Equal(0, line.Desk.Answered);
    }

    [Fact]
    public async Task The_listener_without_certificates_carries_no_service_of_a_line()
    {
        await using var line = await TestLine.StartAsync();
        using var http = new HttpClient();
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]);
        content.Headers.ContentType = new("application/grpc");
        using var answer = await http.PostAsync(new Uri($"http://{line.PlainHttp}/kiosksim.centre.ClerkDesk/Find"), content);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(0, line.Desk.Answered);
    }

    static async Task AssertRefusedAsync(TestLine line, X509Certificate2? certificate)
    {
        Assert.False(await IsLetInAsync(line, certificate, Tls13));
        Assert.Equal(1, line.Logged(LogEvents.HandshakeRefused));
        Assert.Equal(0, line.Desk.Answered);
    }

    /// <summary>With TLS 1.3 the server judges after the client has finished; so what counts is whether it says a word of HTTP/2.</summary>
    static async Task<bool> IsLetInAsync(TestLine line, X509Certificate2? certificate, SslProtocols protocol)
    {
        try
        {
            await using var tls = await ConnectAsync(line, certificate, protocol);
            await tls.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
            await tls.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }); // an empty SETTINGS frame
            return await tls.ReadAsync(new byte[64]).AsTask().Soon() > 0;
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
    }

    static async Task<SslStream> ConnectAsync(TestLine line, X509Certificate2? certificate, SslProtocols protocol)
    {
        var client = new TcpClient();
        await client.ConnectAsync(line.Address);
        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "centre",
            EnabledSslProtocols = protocol,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            ClientCertificates = certificate is null ? null : [certificate],
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        }).Soon();
        return tls;
    }
}
