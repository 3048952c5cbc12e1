using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Tests.Rig;
using KioskSim.Hosting.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Hosting.Tests.Deployments;

/// <summary>A line gets a new authority: who speaks with whom on the way there.</summary>
public sealed class RenewalTests : IDisposable
{
    static readonly Member Centre = new(Zone.StoreLine, Party.Centre, "centre");
    static readonly Member Clerk = new(Zone.StoreLine, Party.Clerk, "clerk-1");
    static readonly Member City = new(Zone.Lgwan, Party.City, "482013");

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-renewal-").FullName;
    readonly ManualTime _clock = new(TestLine.Start);
    readonly Deployment _old;

    public RenewalTests() => _old = Deployment.Create([Centre, Clerk, City], _clock, new SeededEntropy(1, "old"));

    [Fact]
    public async Task Who_is_one_step_apart_is_heard_and_who_is_two_apart_is_not()
    {
        using var renewal = new Renewal(_old.Members, ZoneNames.All, _clock, new SeededEntropy(2, "new"));
        using var trust = renewal.At(RenewalStep.Trust, _old);
        using var show = renewal.At(RenewalStep.Show, _old);
        using var forget = renewal.At(RenewalStep.Forget, _old);
        Deployment[] steps = [_old, trust, show, forget];

        var heard = new List<string>();
        foreach (var (server, ofServer) in steps.Index())
        {
            foreach (var (caller, ofCaller) in steps.Index())
            {
                if (await IsHeardAsync(ofServer, ofCaller))
                    heard.Add($"{server}{caller}");
            }
        }

        Assert.Equal(["00", "01", "10", "11", "12", "21", "22", "23", "32", "33"], heard);
    }

    [Fact]
    public void Lines_that_are_not_named_stay_as_they_are()
    {
        using var renewal = new Renewal(_old.Members, [Zone.StoreLine], _clock, new SeededEntropy(2, "new"));
        using var forget = renewal.At(RenewalStep.Forget, _old);

        Assert.Equal(Thumbprint(_old, City), Thumbprint(forget, City));
        Assert.NotEqual(Thumbprint(_old, Centre), Thumbprint(forget, Centre));
    }

    [Fact]
    public async Task The_folders_of_a_deployment_are_its_steps()
    {
        var (from, to) = (Path.Combine(_folder, "now"), Path.Combine(_folder, "next"));
        DeploymentFolder.Save(_old, from, _clock.GetUtcNow());
        File.WriteAllText(Path.Combine(from, "centre.json"), "{}");
        File.WriteAllText(Path.Combine(from, "data", "centre.db"), "a journal");

        Renewal.Make(from, to, [Zone.StoreLine], _clock, new SeededEntropy(2, "new"));

        Assert.Equal(["1-trust", "2-show", "3-forget"], Directory.GetDirectories(to).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        using var trust = DeploymentFolder.Load(Path.Combine(to, "1-trust"), _clock);
        using var show = DeploymentFolder.Load(Path.Combine(to, "2-show"), _clock);
        using var forget = DeploymentFolder.Load(Path.Combine(to, "3-forget"), _clock);
        Assert.True(await IsHeardAsync(trust, show));
        Assert.True(await IsHeardAsync(show, forget));
        Assert.False(await IsHeardAsync(forget, trust));
        Assert.Equal(Thumbprint(_old, City), Thumbprint(forget, City));
        Assert.All(Directory.GetFiles(to, "*", SearchOption.AllDirectories), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.True(File.Exists(Path.Combine(to, "2-show", "centre.json")));
        Assert.Empty(Directory.GetFiles(to, "centre.db", SearchOption.AllDirectories)); // a journal is no certificate
        Assert.Throws<IOException>(() => Renewal.Make(from, to, ZoneNames.All, _clock, new SeededEntropy(3, "again")));
    }

    [Fact]
    public async Task Packed_files_are_renewed_together_so_that_each_trusts_the_others_new_ones()
    {
        var (kit, to) = (Path.Combine(_folder, "kit"), Path.Combine(_folder, "next"));
        Directory.CreateDirectory(kit);
        Pack("centre", m => m.Role == Party.Centre);
        Pack("clerk", m => m.Role == Party.Clerk);
        File.WriteAllText(Path.Combine(kit, "postgres-password"), "secret");

        Renewal.Make(kit, to, ZoneNames.All, _clock, new SeededEntropy(2, "new"));

        using var centre = DeploymentFolder.Load(Path.Combine(to, "3-forget", "centre"), _clock);
        using var clerk = DeploymentFolder.Load(Path.Combine(to, "3-forget", "clerk"), _clock);
        using var before = DeploymentFolder.Load(Path.Combine(kit, "clerk"), _clock);
        Assert.True(await IsHeardAsync(centre, clerk));
        Assert.False(await IsHeardAsync(centre, before));
        Assert.Empty(clerk.OwnNames(Zone.StoreLine, Party.Centre)); // and has nobody else's key
        Assert.Equal("secret", File.ReadAllText(Path.Combine(to, "3-forget", "postgres-password")));

        void Pack(string name, Func<Member, bool> holds)
        {
            DeploymentFolder.Save(_old, Path.Combine(_folder, name), _clock.GetUtcNow(), holds);
            DeploymentFiles.Pack(Path.Combine(_folder, name), Path.Combine(kit, name));
        }
    }

    [Fact]
    public void A_folder_without_a_deployment_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Renewal.Make(_folder, Path.Combine(_folder, "next"), ZoneNames.All, _clock, new SeededEntropy(2, "new")));

    public void Dispose()
    {
        _old.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static string Thumbprint(Deployment deployment, Member member) => deployment.Credential(member.Zone, member.Role, member.Name).Certificate.Thumbprint;

    async Task<bool> IsHeardAsync(Deployment server, Deployment caller)
    {
        await using var host = await ServiceHost.StartAsync(
            new ServiceOptions { Listeners = [server.Listener(Zone.StoreLine, Party.Centre, "centre")], Clock = _clock },
            services => services.AddSingleton(new Desk()), app => app.MapGrpcService<Desk>());
        using var channel = new ZoneChannel(new ZoneChannelOptions
        {
            Credential = caller.Credential(Zone.StoreLine, Party.Clerk, "clerk-1"), Address = host.Address(Zone.StoreLine), Role = Party.Centre,
            Unreachable = FlowErrorCode.CentreUnreachable, Clock = _clock,
        });
        try
        {
            await new ClerkDesk.ClerkDeskClient(channel.Invoker).FindAsync();
            return true;
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.CentreUnreachable)
        {
            return false;
        }
    }
}
