"""What is only measured: nothing that ships is made here, the model card tells the results."""
