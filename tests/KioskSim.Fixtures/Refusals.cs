using KioskSim.Domain.Errors;

namespace KioskSim.Fixtures;

/// <summary>Why something is refused; null: it is not. Any other exception goes its way.</summary>
public static class Refusals
{
    public static FlowErrorCode? Refusal(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (FlowException e)
        {
            return e.Code;
        }
    }

    public static async Task<FlowErrorCode?> RefusalAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (FlowException e)
        {
            return e.Code;
        }
    }
}
