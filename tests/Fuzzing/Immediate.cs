namespace ImapApi.Fuzzing;

/// <summary>What waits for nothing is done when it returns: everything that is read here lies in memory.</summary>
internal static class Immediate
{
    public static void Run(Task task)
    {
        Finding.Unless(task.IsCompleted, "what lies in memory is not waited for");
        task.GetAwaiter().GetResult();
    }

    public static T Run<T>(Task<T> task)
    {
        Run((Task)task);
        return task.GetAwaiter().GetResult();
    }
}
