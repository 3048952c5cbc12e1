using System.Diagnostics;
using KioskSim.Cluster;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Crash.Tests;

/// <summary>No service outlives who started it: a test program or a command that is killed leaves nothing behind that listens.</summary>
public sealed class LifelineTests : IDisposable
{
    const int Killed = 128 + 9;

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-lifeline-").FullName;

    public LifelineTests()
    {
#pragma warning disable RS0030 // Real processes take real time.
        var wall = TimeProvider.System;
#pragma warning restore RS0030
        using var deployment = Deployment.Create(Members.Of([], []), new SimulatedClock(ClusterOptions.UsualTime, wall), Entropy.Secure);
        DeploymentFolder.Save(deployment, _folder, wall.GetUtcNow());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_service_goes_with_whoever_started_it_as_in_a_power_cut_and_only_where_it_was_asked_to()
    {
        using (var held = await StartAsync(Lifeline.StandardInput))
        {
            await held.WaitForExitAsync();
            Assert.Equal(Killed, held.ExitCode);
        }

        using var free = await StartAsync("");
        using (var terminate = Process.Start("kill", ["-TERM", $"{free.Id}"]))
            await terminate.WaitForExitAsync();
        await free.WaitForExitAsync();
        Assert.Equal(0, free.ExitCode); // it was still there to end in good order
    }

    // The kernel closes the other end of the pipe of whoever died; here it is closed by hand.
    async Task<Process> StartAsync(string lifeline)
    {
        var service = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Jpki.Host.dll"), "--deployment", _folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { [Lifeline.Variable] = lifeline },
        })!;
        Assert.Equal(StandaloneService.Listening, await service.StandardOutput.ReadLineAsync());
        service.StandardInput.Close();
        return service;
    }
}
