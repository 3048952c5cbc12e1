using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;

namespace KioskSim.Hosting.Tests.Rig;

static class Calling
{
    public static async Task<ReceiptReply> FindAsync(this ClerkDesk.ClerkDeskClient desk) => await desk.FindAsync(new ReceiptRequest());

    /// <summary>The typed error that a call ends with.</summary>
    public static async Task<FlowException> RefusedAsync(this ClerkDesk.ClerkDeskClient desk) =>
        await Assert.ThrowsAsync<FlowException>(desk.FindAsync);

    public static async Task<FlowErrorCode> CodeAsync(this ClerkDesk.ClerkDeskClient desk) => (await desk.RefusedAsync()).Code;
}
